/**
 * Organisations, domains and seats as the admin API shows them.
 */
@NullMarked
package dev.rollcall.console.api.organisation;

import org.jspecify.annotations.NullMarked;
