/**
 * The pages about people: who is a member, why, who is kept out, the groups they are in, and what an administrator can do about a
 * member whom no directory manages. Start at {@link PeoplePages}.
 */
@NullMarked
package dev.rollcall.console.people;

import org.jspecify.annotations.NullMarked;
