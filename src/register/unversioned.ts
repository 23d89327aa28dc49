/**
 * `@Extensions(UNVERSIONED)` marks a type or a field whose values change without a new version of the register, such as
 * releases and publications. Responses that contain it are not cached by the version of the register.
 */
export const UNVERSIONED = { unversioned: true } as const;
