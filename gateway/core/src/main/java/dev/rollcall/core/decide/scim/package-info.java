/** Decides what the SCIM commands of an identity provider do to users and groups. Start reading at {@code UserCommands}. */
@NullMarked
package dev.rollcall.core.decide.scim;

import org.jspecify.annotations.NullMarked;
