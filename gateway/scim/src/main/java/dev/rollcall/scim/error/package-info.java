/**
 * The error body of RFC 7644 section 3.12 as a value, and the exception that carries it. Imports no other room.
 */
@NullMarked
package dev.rollcall.scim.error;

import org.jspecify.annotations.NullMarked;
