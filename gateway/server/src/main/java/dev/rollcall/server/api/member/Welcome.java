package dev.rollcall.server.api.member;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.admin.WelcomeMails;
import dev.rollcall.core.admin.WelcomeMails.Standing;
import dev.rollcall.server.api.Json;
import java.util.Optional;

/**
 * Welcome mails as the API tells of them (R14).
 *
 * @param on whether a mail server is set
 * @param made is told when one was made
 */
public record Welcome(WelcomeMails mails, boolean on, Runnable made) {

    /** How an invitation's mail stands, or that there is none. */
    ObjectNode ofInvitation(Optional<Standing> standing) {
        if (on && standing.isPresent()) {
            return json(standing.get());
        }
        return Json.object()
                .put("state", "off")
                .put(
                        "detail",
                        "No mail is sent: the setting mail.host of this gateway is not set. Tell the person yourself.");
    }

    /** How a member's mail stands, or null. */
    static JsonNode ofMember(Optional<Standing> standing) {
        return standing.<JsonNode>map(Welcome::json).orElse(NullNode.getInstance());
    }

    private static ObjectNode json(Standing standing) {
        return Json.object()
                .put("state", standing.state())
                .put("tries", standing.tries())
                .put("ended", standing.ended() == null ? null : standing.ended().toString())
                .put("failure", standing.failure());
    }
}
