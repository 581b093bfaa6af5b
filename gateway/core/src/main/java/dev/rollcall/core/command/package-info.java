/**
 * The input and output of the core: the caller ({@code Caller}, {@code Actor}), the commands of administrators,
 * outcomes and impacts, all values. Decides nothing. Start reading at {@code RuleCommand}.
 */
@NullMarked
package dev.rollcall.core.command;

import org.jspecify.annotations.NullMarked;
