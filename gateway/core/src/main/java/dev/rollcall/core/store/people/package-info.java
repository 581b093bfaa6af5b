/**
 * The tables of users, groups, members, their seats and holds, one class each. Start reading at {@code MemberTable}.
 */
@NullMarked
package dev.rollcall.core.store.people;

import org.jspecify.annotations.NullMarked;
