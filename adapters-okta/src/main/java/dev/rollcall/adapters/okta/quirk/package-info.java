/**
 * What Okta does that the RFC does not say, one class a quirk.
 */
@NullMarked
package dev.rollcall.adapters.okta.quirk;

import org.jspecify.annotations.NullMarked;
