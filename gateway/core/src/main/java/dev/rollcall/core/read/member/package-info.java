/**
 * Members as administrators ask for them: lists, one member with every reason, holds, seats, who waits. Start reading at {@code
 * MemberQueries}.
 */
@NullMarked
package dev.rollcall.core.read.member;

import org.jspecify.annotations.NullMarked;
