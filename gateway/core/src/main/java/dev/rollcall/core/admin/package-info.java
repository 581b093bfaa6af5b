/**
 * Organisations, directories and credentials: what exists before an IdP speaks.
 */
@NullMarked
package dev.rollcall.core.admin;

import org.jspecify.annotations.NullMarked;
