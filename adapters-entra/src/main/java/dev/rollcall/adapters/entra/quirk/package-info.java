/**
 * What Entra ID does that the RFC does not say, one class a quirk.
 */
@NullMarked
package dev.rollcall.adapters.entra.quirk;

import org.jspecify.annotations.NullMarked;
