/**
 * Resources as JSON: canonical form of what a client sent, and the projection of what it gets back. Start reading at
 * {@link dev.rollcall.scim.resource.ResourceReader}.
 */
@NullMarked
package dev.rollcall.scim.resource;

import org.jspecify.annotations.NullMarked;
