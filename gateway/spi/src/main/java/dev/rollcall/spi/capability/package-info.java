/**
 * Capabilities that some identity providers have and others do not: an interface for each, which an adapter implements when its
 * provider has the capability. A part of the gateway that needs one asks for it, and does without where there is none.
 */
@NullMarked
package dev.rollcall.spi.capability;

import org.jspecify.annotations.NullMarked;
