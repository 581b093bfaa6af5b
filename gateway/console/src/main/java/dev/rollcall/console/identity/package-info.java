/**
 * The pages of an organisation's identity: its domains, its directories from the choice of a provider to going live and being undone,
 * and which groups give which roles. Start at {@link Directories}.
 */
@NullMarked
package dev.rollcall.console.identity;

import org.jspecify.annotations.NullMarked;
