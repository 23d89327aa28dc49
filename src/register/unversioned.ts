/**
 * `@Extensions(UNVERSIONED)` on a type or a field: its values change without a new version of the register, as
 * releases and publications do. Responses that contain them are not cached by the version of the register.
 */
export const UNVERSIONED = { unversioned: true } as const;
