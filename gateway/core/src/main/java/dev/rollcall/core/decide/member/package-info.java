/**
 * The rules about members: who is one, in which role and on which seat, who is excluded, held or protected. Start reading at
 * {@code MemberRules}.
 */
@NullMarked
package dev.rollcall.core.decide.member;

import org.jspecify.annotations.NullMarked;
