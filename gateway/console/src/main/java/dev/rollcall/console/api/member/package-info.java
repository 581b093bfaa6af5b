/**
 * Members, groups and roles as the admin API shows them.
 */
@NullMarked
package dev.rollcall.console.api.member;

import org.jspecify.annotations.NullMarked;
