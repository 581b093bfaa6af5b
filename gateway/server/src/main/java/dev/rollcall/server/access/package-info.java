/** What the API says about ways into itself: the tokens that the gateway issues for it, and the sessions of the console. */
@NullMarked
package dev.rollcall.server.access;

import org.jspecify.annotations.NullMarked;
