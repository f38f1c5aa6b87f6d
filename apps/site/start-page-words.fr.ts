import type { StartPageWords } from './start-page-words.ts';

export const FRENCH: StartPageWords = {
  lang: 'fr',
  dir: 'ltr',
  path: '/fr',
  ownName: 'Français',
  languages: 'Langues',
  description: 'Que faire quand un enfant est en danger, et ce qu’est l’exploitation des enfants.',
  leave: 'Quitter vite',
  leaveHelp: 'Ouvre aussitôt un autre site. Cette page reste dans l’historique du navigateur.',
  skip: 'Aller au contenu',
  evaluation: 'Cette installation sert à essayer. Elle n’aide personne en détresse.',
  title: 'Aucun enfant n’est à vendre.',
  lead: 'Ici, vous apprenez ce qu’est la traite des enfants, et que faire quand un enfant est en danger.',
  danger: {
    title: 'Un enfant est-il en danger maintenant ?',
    call: 'Appelez le numéro d’urgence du lieu où vous êtes. Dites où est l’enfant, combien de personnes sont là et ce que vous avez vu. Vous n’avez pas besoin d’être sûr.',
    doTitle: 'À faire',
    doThis: [
      'Restez là où c’est sûr, pour vous et pour l’enfant.',
      'Retenez le lieu, l’heure, l’apparence des personnes et des véhicules. Écrivez-le plus tard.',
      'Prévenez la police, un service de protection de l’enfance, un soignant ou un enseignant en qui vous avez confiance.',
    ],
    dontTitle: 'À ne pas faire',
    dont: [
      'N’affrontez personne. L’enfant pourrait en payer le prix.',
      'Ne prenez ni photo ni vidéo, ni de l’enfant ni des autres.',
      'Ne partagez et ne publiez rien sur l’enfant. On ne peut pas le reprendre.',
    ],
    listen:
      'Si un enfant vous confie quelque chose : écoutez, croyez-le, ne le pressez pas de questions et ne promettez rien que vous ne pouvez pas tenir.',
  },
  what: {
    title: 'Ce qu’est la traite des enfants',
    lines: [
      'Quelqu’un recrute, transporte, transfère, héberge ou accueille un enfant afin de l’exploiter. Un enfant est toute personne de moins de 18 ans.',
      'Pour un enfant, il n’est pas nécessaire qu’il y ait force, menace ou mensonge. L’accord de l’enfant ou de ses parents n’y change rien.',
      'Il n’est pas nécessaire de franchir une frontière. Cela arrive dans une même ville comme entre deux pays.',
      'Cela peut arriver à tout enfant, garçon ou fille. La personne qui le fait peut être inconnue ; souvent, l’enfant la connaît : un parent, un voisin, un ami, un employeur, quelqu’un rencontré en ligne.',
    ],
  },
  where: {
    title: 'Où des enfants sont exploités',
    lead: 'Souvent à la vue de tous, là où passent beaucoup de gens.',
    places: [
      'Dans des maisons, comme domestiques qui ne vont pas à l’école',
      'Dans des fermes et des plantations, avec des troupeaux, sur des bateaux de pêche',
      'Dans des mines, des carrières, des briqueteries et sur des chantiers',
      'Dans des ateliers et des usines, derrière des portes closes',
      'Dans la rue : mendier ou vendre pour quelqu’un d’autre',
      'Dans des restaurants, des hôtels, des bars et des marchés',
      'Par l’exploitation sexuelle, dans des maisons, des hôtels, dans la rue et en ligne',
      'Dans des délits que d’autres préparent : vol, transport de drogue',
      'Avec des groupes armés, dans n’importe quel rôle',
      'Par un mariage forcé, ou une vente en vue d’une adoption',
    ],
  },
  figures: {
    title: 'Ce que disent les chiffres',
    items: [
      {
        figure: '38 %',
        meaning: 'des victimes détectées dans le monde en 2022 étaient des enfants',
      },
      { figure: '+31 %', meaning: 'd’enfants victimes détectés en 2022, par rapport à 2019' },
      { figure: '+38 %', meaning: 'de filles détectées en 2022, par rapport à 2019' },
    ],
    detected:
      '« Détectées » veut dire : trouvées par une autorité. On ne sait pas combien d’enfants personne ne trouve ; ces chiffres ne disent donc pas à quel point la traite est fréquente.',
    source:
      'Source : Office des Nations Unies contre la drogue et le crime, Rapport mondial sur la traite des personnes 2024.',
  },
  workers: {
    title: 'Vous travaillez avec des enfants ?',
    text: 'Amparo est l’outil des personnes qui reconnaissent, protègent et accompagnent les enfants.',
    signIn: 'Se connecter',
    tour: 'Nouveau ici ? Suivez le chemin d’un enfant en dix minutes',
    privacy:
      'Cette page ne dépose aucun cookie, ne compte aucune visite et ne charge rien d’autres sites.',
  },
  licence: 'Licence et code source',
  unreviewed: 'Cette traduction n’a pas encore été relue par un professionnel.',
};
