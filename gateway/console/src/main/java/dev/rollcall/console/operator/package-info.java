/**
 * The pages of the operator: all organisations at a glance, what each has bought and which rules it has, conflicts between organisations,
 * and the installation. Start at {@link OrganisationPages}.
 */
@NullMarked
package dev.rollcall.console.operator;

import org.jspecify.annotations.NullMarked;
