/**
 * What administrators ask of the core, and what they get: commands in, outcomes and impacts out, all values. Decides nothing;
 * imports {@code core.model} and {@code core.Answer} only. Start reading at {@code RuleCommand}.
 */
@NullMarked
package dev.rollcall.core.rule;

import org.jspecify.annotations.NullMarked;
