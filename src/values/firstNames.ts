/**
 * The most usual first names in France, folded. A mailbox with one of these words is taken for that of a person. Names that are also
 * usual words of administrations, such as France, are left out.
 */
export const FIRST_NAMES: ReadonlySet<string> = new Set(
  `abdel abdou adam adele adeline adrien agathe agnes ahmed aicha aime alain alan albane albert alexandra alexandre alexis alfred ali
  alice aline alix alizee amandine amelie amina amine anais andre andrea andree angela angele angelique anita ann anna annabelle anne
  annick annie anouk anthony antoine antonin ariane armand armelle arnaud arthur astrid aude audrey augustin aurelia aurelie aurelien
  aurore axel axelle aymeric baptiste barbara basile bastien beatrice benedicte benjamin benoit berengere bernadette bernard berenice
  bertrand blanche boris brigitte brice bruno camille candice capucine carine carla carole caroline catherine cathy cecile cedric celia
  celine chantal charles charlene charlotte chloe christel christelle christian christiane christine christophe claire clara claude
  claudia claudine clarisse clelia clemence clement clementine clotilde colette coline coralie corentin corinne cyril cyrielle cyrille
  damien daniel daniele danielle danny daphne david deborah delphine denis denise diane didier dimitri dominique dorian dorothee
  edgar edith edouard eleonore elena eliane elias elie eliott elisa elisabeth elise elodie eloise elsa emeline emeric emile emilie emilien
  emma emmanuel emmanuelle enzo eric erika ernest estelle esther ethan etienne eugene eugenie eva eve evelyne fabien fabienne fabrice
  fanny fatima fatou felix fernand flavie flora florence florent florian florine francis franck francois francoise frank frederic
  frederique gabin gabriel gabrielle gael gaelle gaetan gaspard gaston genevieve geoffrey geoffroy georges gerald geraldine gerard
  germain ghislain ghislaine gilbert gilles gisele gregoire gregory guilhem guillaume gustave guy gwenaelle hakim hamid hana hassan
  helene heloise henri herve hicham hubert hugo hugues ibrahim igor ines ingrid irene iris isabelle isaac ismael jacky jacqueline jacques
  jade jamel james jasmine jean jeanne jeannine jennifer jeremie jeremy jerome jessica joachim joan joanna joel joelle johan johann
  johanna john jonas jonathan jordan joris jose joseph josephine josette josiane josselin joy juan judith jules julia julian julie
  julien juliette justin justine kamel karim karima karine karl kader katia kelly kenza kevin khaled khadija ladislas laetitia lamia lara
  laura laure laurence laurene laurent laurie lea leila lena leo leon leonie leopold leslie lila lilian liliane lina linda line lionel
  lisa lise loic lola lou louis louise luc luca lucas lucette lucie lucien lucienne lucile ludivine ludovic lydia lydie lyse madeleine
  mael maelle maeva magali magalie malik manon manuel manuela marc marcel marceau marcelle margaux margot marguerite maria mariam
  marianne marie mariette marina marine mario marion marius marjorie marlene martial martin martine mary mathias mathieu mathilde mathis
  mathieux matteo matthias matthieu maud maurice max maxence maxime maximilien maya medhi mehdi melanie melina melissa michael michel
  michele micheline michelle mickael miguel milan mireille mohamed mohammed monique morgan morgane mounir mourad muriel murielle myriam
  nabil nadege nadia nadine nael naima nassim natacha nathalie nathan nathanael nelly nicolas nicole nina nino noah noe noel noemie
  nolwenn nora nour oceane octave odile olga olivia olivier omar ophelie orlane oscar othmane pablo pascal pascale patrice patricia
  patrick paul paula paule paulette pauline pedro perrine peter philippe philomene pierre pierrick quentin rachel rachid rafael raphael
  raphaelle raymond raymonde rebecca regine regis remi remy renaud rene renee richard robert robin rodolphe rodrigue roger roland romain
  romane romeo ronan rosalie rose roxane sabine sabrina sacha said salim salima salome samia samir samuel samy sandra sandrine sara sarah
  sasha sebastien segolene selim serge severine sidonie simon simone sofia sofiane solange solene soline sonia sophia sophie soraya
  stanislas stefan stella stephan stephane stephanie steve steven suzanne sybille sylvain sylvaine sylvia sylvie tanguy tania tanya
  tatiana teddy teo thais theo theodore therese theophile thibaud thibault thibaut thierry thomas tiffany timothee tom tony tristan ugo
  ulysse valentin valentine valerie vanessa vera veronique vianney victor victoria vincent violaine violette virgile virginie viviane
  vivien walid wassim wilfried william xavier yacine yan yann yannick yasmine yasmina yassine yoan yoann yohan yohann yolande youcef
  youssef yvan yves yvette yvon yvonne zacharie zineb zoe zohra`.split(/\s+/),
);
