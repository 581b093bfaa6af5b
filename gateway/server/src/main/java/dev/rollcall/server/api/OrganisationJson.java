package dev.rollcall.server.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.admin.Organisation;
import dev.rollcall.core.read.MemberQueries.Count;
import dev.rollcall.core.read.MemberQueries.Summary;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An organisation in numbers, on the wire. */
final class OrganisationJson {

    private OrganisationJson() {}

    static ObjectNode of(Organisation organisation, @Nullable Summary summary) {
        List<Count> counts = summary == null ? List.of() : summary.counts();
        ObjectNode json = Json.object()
                .put("id", organisation.id().toString())
                .put("slug", organisation.slug())
                .put("name", organisation.name())
                .put("plan", organisation.plan().word())
                .put("members", counts.stream().mapToLong(Count::people).sum());
        json.putObject("seats")
                .put("purchased", organisation.purchasedSeats())
                .put("enterpriseMax", organisation.enterpriseMaxSeats())
                .put("used", organisation.seatsUsed());
        ArrayNode people = json.putArray("people");
        for (Count count : counts) {
            people.addObject()
                    .put("status", count.status().word())
                    .put("role", count.role())
                    .put("count", count.people());
        }
        return json;
    }
}
