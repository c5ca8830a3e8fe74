/** How `vg` ends: 0 done, 1 failed, 2 wrong usage or configuration, 3 over budget, 130 and 143 interrupted. */
export type ExitCode = 0 | 1 | 2 | 3 | 130 | 143;
