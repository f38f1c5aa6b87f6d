import { configure } from '@testing-library/react';

// How long a test waits for something to appear before it fails. One second, the library's own
// value, is too short on a machine that does other things beside.
configure({ asyncUtilTimeout: 20_000 });
