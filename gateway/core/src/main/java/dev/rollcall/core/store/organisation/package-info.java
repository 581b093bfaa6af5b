/**
 * The tables of organisations, directories, domains, roles, events and the audit, one class each. Start reading at {@code
 * OrganizationTable}.
 */
@NullMarked
package dev.rollcall.core.store.organisation;

import org.jspecify.annotations.NullMarked;
