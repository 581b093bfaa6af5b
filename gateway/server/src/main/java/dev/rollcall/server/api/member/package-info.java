/**
 * The part of the admin API that is about people: members, who is kept out, what is held, and why. Decides nothing: reads by
 * {@code core.read}, changes by rule commands. Imports {@code core}, {@code scim}, {@code server.api}, {@code server.auth},
 * {@code server.guard}, {@code server.http}, {@code server.quota} and {@code trace}. Start reading at
 * {@link dev.rollcall.server.api.member.MemberArea}, the list of its routes.
 */
@NullMarked
package dev.rollcall.server.api.member;

import org.jspecify.annotations.NullMarked;
