/** The part of the API about access to itself: the tokens that the gateway issues, and the sessions of the console. */
@NullMarked
package dev.rollcall.server.access;

import org.jspecify.annotations.NullMarked;
