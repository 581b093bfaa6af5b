/**
 * One reading: users, groups, members, and who is missing. Start reading at {@code Pass}.
 */
@NullMarked
package dev.rollcall.pull.pass;

import org.jspecify.annotations.NullMarked;
