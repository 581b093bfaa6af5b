package dev.rollcall.server.api.member;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.admin.WelcomeMails;
import dev.rollcall.core.admin.WelcomeMails.Standing;
import dev.rollcall.core.read.member.OrganisationMember;
import dev.rollcall.server.api.Json;
import java.util.Optional;

/**
 * Describes the state of welcome mails in the API (R14).
 *
 * @param on whether a mail server is set
 * @param made is told when one was made
 */
public record Welcome(WelcomeMails mails, boolean on, Runnable made) {

    /** How an invitation's mail stands, or that there is none. */
    ObjectNode ofInvitation(Optional<Standing> standing) {
        return standing.filter(made -> on)
                .map(Welcome::json)
                .orElseGet(() -> off(
                        on
                                ? "No e-mail was sent. Let the person know yourself."
                                : "No e-mail is sent, because the setting mail.host of this gateway is not set."
                                        + " Let the person know yourself."));
    }

    private static ObjectNode off(String detail) {
        return Json.object().put("state", "off").put("detail", detail);
    }

    /** How a member's mail stands: of a member who was invited as after the invitation, or null for a member whom a directory manages. */
    JsonNode ofMember(OrganisationMember member, Optional<Standing> standing) {
        return standing.isEmpty() && member.managedBy() != null ? NullNode.getInstance() : ofInvitation(standing);
    }

    private static ObjectNode json(Standing standing) {
        return Json.object()
                .put("state", standing.state())
                .put("tries", standing.tries())
                .put("ended", standing.ended() == null ? null : standing.ended().toString())
                .put("failure", standing.failure());
    }
}
