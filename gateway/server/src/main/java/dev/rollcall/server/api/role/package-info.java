/**
 * The part of the admin API that is about role assignments: which groups of a directory, and which conditions on attributes, give which
 * roles, and what conditions may be about. Decides nothing: each request is a rule command or a query. Imports {@code core},
 * {@code expression}, {@code scim}, {@code server.api}, {@code server.auth}, {@code server.guard} and {@code server.http}. Start
 * reading at {@link dev.rollcall.server.api.role.RoleAssignmentArea}, the list of its routes.
 */
@NullMarked
package dev.rollcall.server.api.role;

import org.jspecify.annotations.NullMarked;
