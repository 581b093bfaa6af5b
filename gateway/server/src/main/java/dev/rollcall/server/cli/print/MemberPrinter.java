package dev.rollcall.server.cli.print;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;

/** Prints one member as text. */
public final class MemberPrinter {

    private MemberPrinter() {}

    public static void print(PrintWriter out, JsonNode member) {
        String name = member.path("displayName").asText("");
        out.println(member.path("email").asText() + (name.isEmpty() ? "" : ", " + name) + " ("
                + member.path("id").asText() + ")");
        out.println("  status      " + member.path("status").asText() + " since "
                + member.path("since").asText());
        out.println("  role        " + member.path("role").asText("none"));
        out.println("  seat        " + (member.path("seat").asBoolean() ? "yes" : "no"));
        out.println("  managed by  " + member.at("/managedBy/name").asText("by hand"));
        out.println("  why         " + member.path("why").asText());
        if (member.at("/reason/fix").isTextual()) {
            out.println("  -> " + member.at("/reason/fix").asText());
        }
        if (member.at("/welcomeMail/detail").isTextual()) {
            out.println("  mail        " + member.at("/welcomeMail/detail").asText());
        }
    }
}
