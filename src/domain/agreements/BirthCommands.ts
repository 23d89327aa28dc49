import { Arg, Ctx, Extensions, Mutation, Resolver } from 'type-graphql';
import { loadByKey } from '../../graphql/relations/loaders.ts';
import { present } from '../../graphql/relations/present.ts';
import { command } from '../../register/command.ts';
import type { RegisterContext } from '../../register/registerContext.ts';
import { needs } from '../../register/roles.ts';
import { Startup } from '../startups/Startup.ts';
import { Agreement } from './Agreement.ts';
import { BillAgreementInput, billAgreement } from './billAgreement.ts';
import { ConstituteStartupInput } from './ConstituteStartupInput.ts';
import { constituteStartup } from './constituteStartup.ts';
import { HostIntrapreneurInput, hostIntrapreneur } from './hostIntrapreneur.ts';
import { PainPoint } from './PainPoint.ts';
import { RaisePainPointInput, raisePainPoint } from './raisePainPoint.ts';
import { StaffTeamInput } from './StaffTeamInput.ts';
import { SignAgreementInput, signAgreement } from './signAgreement.ts';
import { staffTeam } from './staffTeam.ts';

/** The steps of the birth of a startup, in their order, and what is charged back meanwhile. */
@Resolver()
export class BirthCommands {
  @Extensions(needs('EDITOR'))
  @Mutation(() => PainPoint, {
    description:
      'Relever un irritant — where a startup begins: what people of an administration say stands in their way. The same statement of the same day is refused with ALREADY_DONE.',
  })
  async raisePainPoint(
    @Arg('input', () => RaisePainPointInput, { description: 'Irritant — what is said, and where.' })
    input: RaisePainPointInput,
    @Ctx() ctx: RegisterContext,
  ): Promise<PainPoint> {
    const key = await command(ctx, 'raisePainPoint', (writer) => raisePainPoint(writer, input, ctx.today));
    return present(loadByKey(ctx, PainPoint, key));
  }

  @Extensions(needs('EDITOR'))
  @Mutation(() => Agreement, {
    description:
      'Signer une convention — first step of the birth: with an administration, about its pain points. A pain point is under one agreement only, so a second call is refused with INPUT_INVALID.',
  })
  async signAgreement(
    @Arg('input', () => SignAgreementInput, { description: 'Convention — with whom, about what, at whose cost.' })
    input: SignAgreementInput,
    @Ctx() ctx: RegisterContext,
  ): Promise<Agreement> {
    const key = await command(ctx, 'signAgreement', (writer) => signAgreement(writer, input, ctx.today));
    return present(loadByKey(ctx, Agreement, key));
  }

  @Extensions(needs('EDITOR'))
  @Mutation(() => Agreement, {
    description:
      'Refacturer — records an amount charged back under an agreement, up to the agreed share of the cost when both are known. The same amount on the same day is refused with ALREADY_DONE.',
  })
  async billAgreement(
    @Arg('input', () => BillAgreementInput, { description: 'Refacturation — how much, when, under which agreement.' })
    input: BillAgreementInput,
    @Ctx() ctx: RegisterContext,
  ): Promise<Agreement> {
    const key = await command(ctx, 'billAgreement', (writer) => billAgreement(writer, input, ctx.today));
    return present(loadByKey(ctx, Agreement, key));
  }

  @Extensions(needs('EDITOR'))
  @Mutation(() => Agreement, {
    description:
      'Accueillir un intrapreneur — second step of the birth: made available for six months, under an agreement in force. One at a time; another on the same days is refused with ALREADY_DONE.',
  })
  async hostIntrapreneur(
    @Arg('input', () => HostIntrapreneurInput, { description: 'Intrapreneur — from where, and on which days.' })
    input: HostIntrapreneurInput,
    @Ctx() ctx: RegisterContext,
  ): Promise<Agreement> {
    const key = await command(ctx, 'hostIntrapreneur', (writer) => hostIntrapreneur(writer, input, ctx));
    return present(loadByKey(ctx, Agreement, key));
  }

  @Extensions(needs('EDITOR'))
  @Mutation(() => Agreement, {
    description:
      "Réunir l'équipe — third step of the birth: coaches and developers join the intrapreneur; before, METHOD_INCOMPLETE. The same `member` in the same role on the same days is refused with ALREADY_DONE; without `member`, each is someone else, up to the rule of the team.",
  })
  async staffTeam(
    @Arg('input', () => StaffTeamInput, { description: 'Équipe — who joins it, under which agreement.' })
    input: StaffTeamInput,
    @Ctx() ctx: RegisterContext,
  ): Promise<Agreement> {
    const key = await command(ctx, 'staffTeam', (writer) => staffTeam(writer, input, ctx));
    return present(loadByKey(ctx, Agreement, key));
  }

  @Extensions(needs('EDITOR'))
  @Mutation(() => Startup, {
    description:
      "Constituer une startup d'État — last step of the birth: it begins its investigation, and its service is planned. METHOD_INCOMPLETE lists what is missing that day; an agreement leads to one startup, a second one is refused with ALREADY_DONE.",
  })
  async constituteStartup(
    @Arg('input', () => ConstituteStartupInput, { description: 'Startup — what it is called, and where it begins.' })
    input: ConstituteStartupInput,
    @Ctx() ctx: RegisterContext,
  ): Promise<Startup> {
    const key = await command(ctx, 'constituteStartup', (writer) => constituteStartup(writer, input, ctx.today));
    return present(loadByKey(ctx, Startup, key));
  }
}
