/**
 * What some identity providers have and others have not: an interface for each, which an adapter implements when it has something to say.
 * A part of the gateway that needs one asks for it, and does without where there is none.
 */
@NullMarked
package dev.rollcall.spi.capability;

import org.jspecify.annotations.NullMarked;
