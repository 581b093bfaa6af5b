/**
 * One reading of a directory: its users, groups and members, and the checks of those that are missing from a list. Start reading at
 * {@code Pass}.
 */
@NullMarked
package dev.rollcall.pull.pass;

import org.jspecify.annotations.NullMarked;
