/**
 * The part of the admin API that is about an organisation: what it has bought, its roles, domains, seats, audit and sign-in
 * links. Start reading at {@code OrganisationArea}, the list of its routes.
 */
@NullMarked
package dev.rollcall.server.api.organisation;

import org.jspecify.annotations.NullMarked;
