/**
 * The one door to the compiler: everything else in the static pass reads syntax through this file, so that another parser can take
 * its place. Only parsing is used, never programs or the type checker.
 */
export { default as ts } from 'typescript';
