import { INCUBATION_STAGES, PHASE_NAMES } from '../../domain/startups/lifecycle.ts';
import { calendarDayInFrench, counted, numberInFrench } from '../site/french.ts';
import type { Figure } from './Figure.ts';
import { intervals, rowBars } from './series.ts';

/** The median duration of each stage of incubation. */
export const durations: Figure = {
  slug: 'duree-des-phases',
  label: 'Durée médiane des phases',
  query: 'FigureDurations',
  read: async (query, version) => {
    const { at } = await query('FigureDurations', { version });
    const found = at?.statisticsSeries?.[0]?.phaseDurations ?? [];
    const rows = INCUBATION_STAGES.flatMap((stage) => found.filter(({ phase, count }) => phase === stage && count > 0));
    const longest = rows.toSorted((a, b) => b.medianDays - a.medianDays)[0];
    if (!at || !longest) return null;
    const days = (value: number) => counted(Math.round(value), 'jour');
    return {
      title: `La phase la plus longue est ${PHASE_NAMES.labels[longest.phase].toLowerCase()} : ${days(longest.medianDays)} en médiane`,
      description: 'Barres : la durée médiane, en jours, des phases terminées de chaque étape de l’incubation.',
      recordedAt: at.recordedAt,
      legend: [],
      draw: () =>
        rowBars(
          rows.map(({ phase, medianDays }) => ({ label: PHASE_NAMES.labels[phase], value: medianDays })),
          days,
        ),
      columns: ['Phase', 'Jours en médiane', 'Phases terminées'],
      rows: rows.map(({ phase, medianDays, count }) => [PHASE_NAMES.labels[phase], medianDays, count]),
      badge: {
        label: `durée médiane, ${PHASE_NAMES.labels[longest.phase].toLowerCase()}`,
        value: days(longest.medianDays),
      },
    };
  },
};

/** The members of teams, by trade. */
export const teams: Figure = {
  slug: 'equipes',
  label: 'Membres des équipes, par métier',
  query: 'FigureTeams',
  read: async (query, version) => {
    const { at } = await query('FigureTeams', { version });
    const members = at?.statistics?.members;
    const trades = (members?.byTrade ?? []).filter(({ count }) => count > 0);
    if (!at?.statistics || !members || trades.length === 0) return null;
    const shown = trades.toSorted((a, b) => b.count - a.count);
    return {
      title: `${counted(members.active, 'personne travaille', 'personnes travaillent')} dans une startup d’État le ${calendarDayInFrench(at.statistics.on)}`,
      description:
        'Barres : le nombre de membres des équipes par métier. Une personne qui a plusieurs métiers compte dans chacun.',
      recordedAt: at.recordedAt,
      legend: [],
      draw: () =>
        rowBars(
          shown.slice(0, 12).map(({ value, label, count }) => ({ label: label ?? value, value: count })),
          numberInFrench,
        ),
      columns: ['Métier', 'Membres'],
      rows: shown.map(({ value, label, count }) => [label ?? value, count]),
      badge: { label: 'membres des équipes', value: numberInFrench(members.active) },
    };
  },
};

/** The shares of the active startups that publish their code, statistics, budget, impact and conformity. */
export const openness: Figure = {
  slug: 'transparence',
  label: 'Code ouvert, statistiques, budget, accessibilité',
  query: 'FigureOpenness',
  read: async (query, version) => {
    const { at } = await query('FigureOpenness', { version });
    const total = at?.active?.totalCount ?? 0;
    if (!at || total === 0) return null;
    const conformity = (at.active?.facets.accessibility ?? []).filter(({ value }) => value !== null);
    const declared = conformity.reduce((sum, { count }) => sum + count, 0);
    const counts = [
      ['Code source ouvert', at.code?.totalCount ?? 0],
      ['Statistiques publiques', at.statistics?.totalCount ?? 0],
      ['Budget public', at.budget?.totalCount ?? 0],
      ['Mesures d’impact publiques', at.impact?.totalCount ?? 0],
      ['Accessibilité déclarée', declared],
      ...conformity.map(({ label, count }) => [`dont : ${(label ?? '').toLowerCase()}`, count] as const),
    ] as const;
    const percent = (value: number) => `${numberInFrench(Math.round(value))}\u00a0%`;
    const share = (count: number) => (100 * count) / total;
    return {
      title: `${percent(share(counts[0][1]))} des startups d’État actives publient leur code source`,
      description: `Barres : la part des ${total} startups d’État actives qui publient chaque élément.`,
      recordedAt: at.recordedAt,
      legend: [],
      draw: () =>
        rowBars(
          counts.map(([label, count]) => ({ label, value: share(count) })),
          percent,
          100,
        ),
      columns: ['Élément publié', 'Startups d’État actives', 'Part (%)'],
      rows: counts.map(([label, count]) => [label, count, Math.round(share(count) * 10) / 10]),
      badge: { label: 'code source ouvert', value: percent(share(counts[0][1])) },
    };
  },
};

/** The organisations that succeeded one another. */
export const successions: Figure = {
  slug: 'successions',
  label: 'Successions des organisations',
  query: 'FigureSuccessions',
  read: async (query, version) => {
    const { at } = await query('FigureSuccessions', { version });
    const all = at?.entities?.nodes ?? [];
    const steps = all.flatMap(({ slug, name, acronym, successors }) =>
      successors.map((step) => ({ ...step, slug, label: acronym ?? name })),
    );
    const involved = new Set(steps.flatMap(({ slug, successor }) => [slug, successor.slug]));
    const rows = all
      .filter(({ slug }) => involved.has(slug))
      .flatMap(({ name, acronym, openedOn, closedOn }) =>
        openedOn === null
          ? []
          : [{ label: acronym ?? name, from: openedOn, to: closedOn ?? at?.recordedAt.slice(0, 10) ?? openedOn }],
      )
      .sort((a, b) => (a.from < b.from ? -1 : 1));
    const labels = new Set(rows.map(({ label }) => label));
    if (!at || rows.length === 0) return null;
    const arrows = steps
      .map(({ label, successor, effectiveOn }) => ({
        from: label,
        to: successor.acronym ?? successor.name,
        on: effectiveOn,
      }))
      .filter(({ from, to }) => labels.has(from) && labels.has(to));
    return {
      title: `${counted(steps.length, 'succession relie', 'successions relient')} ${numberInFrench(involved.size)} organisations du registre`,
      description:
        'Frise : chaque organisation de sa création à sa fermeture, avec une flèche vers celle qui lui succède.',
      recordedAt: at.recordedAt,
      legend: [],
      draw: () => intervals(rows, arrows),
      columns: ['Jour', 'Organisation', 'Successeur', 'Texte'],
      rows: steps.map(({ effectiveOn, label, successor, legalSource }) => [
        effectiveOn,
        label,
        successor.acronym ?? successor.name,
        legalSource,
      ]),
      badge: { label: 'successions d’organisations', value: numberInFrench(steps.length) },
    };
  },
};
