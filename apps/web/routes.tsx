import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router';
import { FaultPage } from './shell/fault-page.tsx';
import { NotFoundPage } from './shell/not-found-page.tsx';
import { Shell } from './shell/shell.tsx';
import { SignedInOnTour } from './tour/on-tour.tsx';

const root = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage });

/** Screens that anyone may see. */
const gallery = createRoute({
  getParentRoute: () => root,
  path: '/gallery',
  component: lazyRouteComponent(() => import('./gallery/gallery-page.tsx'), 'GalleryPage'),
});

const tour = createRoute({
  getParentRoute: () => root,
  path: '/tour',
  component: lazyRouteComponent(() => import('./tour/tour-page.tsx'), 'TourPage'),
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: lazyRouteComponent(() => import('./pages/sign-in-page.tsx'), 'SignInPage'),
});

const signInReturn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in/return',
  component: lazyRouteComponent(() => import('./pages/sign-in-page.tsx'), 'SignInReturnPage'),
});

/** Everything below needs a worker who is signed in, and the pack. */
const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  component: SignedInOnTour,
});

const today = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/today-page.tsx'), 'TodayPage'),
});

type AccountPages = typeof import('./pages/account-page.tsx');

function accountPage<const Path extends string>(path: Path, page: keyof AccountPages) {
  return createRoute({
    getParentRoute: () => signedIn,
    path,
    component: lazyRouteComponent(() => import('./pages/account-page.tsx'), page),
  });
}

const account = [
  accountPage('/account', 'AccountPage'),
  accountPage('/account/workers', 'WorkersPage'),
  accountPage('/account/workers/$workerId', 'WorkerDevicesPage'),
];

type CasePages = typeof import('./pages/case-pages.tsx');

function casePage<const Path extends string>(
  path: Path,
  page: keyof Omit<CasePages, 'useRecordId'>,
) {
  return createRoute({
    getParentRoute: () => signedIn,
    path,
    component: lazyRouteComponent(() => import('./pages/case-pages.tsx'), page),
  });
}

type AttachmentPages = typeof import('./pages/attachment-pages.tsx');

function attachmentPage<const Path extends string>(path: Path, page: keyof AttachmentPages) {
  return createRoute({
    getParentRoute: () => signedIn,
    path,
    component: lazyRouteComponent(() => import('./pages/attachment-pages.tsx'), page),
  });
}

const oneCase = createRoute({
  getParentRoute: () => signedIn,
  path: '/cases/$recordId',
  component: lazyRouteComponent(() => import('./pages/case-page.tsx'), 'CasePage'),
});

const cases = [
  oneCase,
  casePage('/first-contact', 'FirstContactPage'),
  casePage('/hand-over', 'HandOverPage'),
  casePage('/cases/$recordId/first-contact', 'FirstContactRestPage'),
  casePage('/cases/$recordId/registration', 'RegistrationPage'),
  casePage('/cases/$recordId/consent', 'ConsentPage'),
  casePage('/cases/$recordId/consent/withdraw', 'WithdrawPage'),
  casePage('/cases/$recordId/questions', 'InterviewPage'),
  casePage('/cases/$recordId/result', 'ResultPage'),
  casePage('/cases/$recordId/result/for-child', 'ForChildPage'),
  casePage('/cases/$recordId/risk', 'RiskPage'),
  casePage('/cases/$recordId/plan', 'PlanPage'),
  casePage('/cases/$recordId/plan/approval', 'ApprovalPage'),
  casePage('/cases/$recordId/plan/copy', 'PlanCopyPage'),
  attachmentPage('/cases/$recordId/attachments', 'AddAttachmentPage'),
  attachmentPage('/cases/$recordId/attachments/$blobId', 'AttachmentPage'),
  casePage('/cases/$recordId/access-log', 'AccessLogPage'),
  casePage('/teams/$team', 'TeamPage'),
];

type AccessPages = typeof import('./pages/access-pages.tsx');

function accessPage<const Path extends string>(path: Path, page: keyof AccessPages) {
  return createRoute({
    getParentRoute: () => signedIn,
    path,
    component: lazyRouteComponent(() => import('./pages/access-pages.tsx'), page),
  });
}

const accessPages = [
  accessPage('/break-glass', 'BreakGlassPage'),
  accessPage('/notices', 'NoticesPage'),
  accessPage('/cases/$recordId/access', 'GrantsPage'),
  accessPage('/cases/$recordId/access/share', 'SharePage'),
  accessPage('/cases/$recordId/access/conflict', 'ConflictPage'),
];

type ProtectionPages = typeof import('./pages/protection-pages.tsx');

function protectionPage<const Path extends string>(path: Path, page: keyof ProtectionPages) {
  return createRoute({
    getParentRoute: () => signedIn,
    path,
    component: lazyRouteComponent(() => import('./pages/protection-pages.tsx'), page),
  });
}

const protectionPages = [
  protectionPage('/cases/$recordId/measures', 'MeasuresPage'),
  protectionPage('/cases/$recordId/protection/guardian', 'GuardianPage'),
  protectionPage('/cases/$recordId/protection/safe-place', 'SafePlacePage'),
  protectionPage('/cases/$recordId/protection/health', 'HealthPage'),
  protectionPage('/cases/$recordId/protection/justice', 'JusticePage'),
  protectionPage('/cases/$recordId/protection/assessment', 'AssessmentPage'),
];

type ReferralPages = typeof import('./pages/referral-pages.tsx');

function referralPage<const Path extends string>(path: Path, page: keyof ReferralPages) {
  return createRoute({
    getParentRoute: () => signedIn,
    path,
    component: lazyRouteComponent(() => import('./pages/referral-pages.tsx'), page),
  });
}

const referrals = [
  referralPage('/cases/$recordId/referral', 'ReferPage'),
  referralPage('/cases/$recordId/referrals/$referralId', 'ReferralPage'),
  referralPage('/cases/$recordId/referrals/$referralId/paper', 'PaperPage'),
  referralPage('/referred/$purpose/$recordId/$referralId', 'ReceivedPage'),
];

type FieldPages = typeof import('./field/field-pages.tsx');

function fieldPage<const Path extends string>(path: Path, page: keyof FieldPages) {
  return createRoute({
    getParentRoute: () => signedIn,
    path,
    component: lazyRouteComponent(() => import('./field/field-pages.tsx'), page),
  });
}

const field = [
  fieldPage('/field', 'FieldPage'),
  fieldPage('/field/tray', 'TrayPage'),
  fieldPage('/field/carry', 'CarryPage'),
  fieldPage('/field/take-in', 'TakeInPage'),
  fieldPage('/field/quarantine', 'QuarantinePage'),
];

const routeTree = root.addChildren([
  gallery,
  tour,
  signIn,
  signInReturn,
  signedIn.addChildren([
    today,
    ...account,
    ...cases,
    ...accessPages,
    ...protectionPages,
    ...referrals,
    ...field,
  ]),
]);

export function createAppRouter() {
  return createRouter({
    routeTree,
    basepath: '/app',
    defaultErrorComponent: FaultPage,
    scrollRestoration: true,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
