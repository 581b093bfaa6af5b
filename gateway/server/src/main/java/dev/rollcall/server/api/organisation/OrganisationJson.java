package dev.rollcall.server.api.organisation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.admin.Organisation;
import dev.rollcall.core.admin.Organisation.SeatCount;
import dev.rollcall.core.command.Eligibility;
import dev.rollcall.core.model.OperatorRules;
import dev.rollcall.core.read.GuardQueries.HeldDirectory;
import dev.rollcall.core.read.member.MemberQueries.Count;
import dev.rollcall.core.read.member.MemberQueries.Summary;
import dev.rollcall.server.api.EntityTags;
import dev.rollcall.server.api.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes an organisation as JSON. */
final class OrganisationJson {

    private OrganisationJson() {}

    /**
     * What it has bought and set, and whether that allows a directory.
     *
     * @param runningDirectories how many of its directories are active or paused
     * @param held directories that hold people back, of this organisation and maybe of others
     * @param lostDomains its verified domains whose record is gone
     */
    static ObjectNode of(
            Organisation organisation,
            long runningDirectories,
            OperatorRules house,
            List<HeldDirectory> held,
            List<String> lostDomains) {
        Eligibility eligibility = organisation.eligibility(house);
        ObjectNode json = Json.object()
                .put("id", organisation.id().toString())
                .put("slug", organisation.slug())
                .put("name", organisation.name())
                .put("created", organisation.created().toString())
                .put("plan", organisation.plan().word());
        json.set("seats", seats(organisation.seats()));
        json.put("unverifiedDomains", organisation.unverifiedDomains())
                .put("lastAdminProtection", organisation.adminProtection())
                .put("runningDirectories", runningDirectories);
        json.set("eligibility", of(eligibility, house));
        ArrayNode warnings = json.putArray("warnings");
        if (!eligibility.eligible() && runningDirectories > 0) {
            warnings.addObject()
                    .put("type", "not_eligible")
                    .put(
                            "detail",
                            "Directories that are live keep running, but no other one can be " + "activated. "
                                    + eligibility.reason());
        }
        held.stream()
                .filter(one -> one.orgId().equals(organisation.id()))
                .forEach(one -> warnings.addObject()
                        .put("type", "mass_change_held")
                        .put(
                                "detail",
                                "Directory \"" + one.name() + "\": " + HeldChanges.sentence(one.people(), one.hold())));
        lostDomains.forEach(name ->
                warnings.addObject().put("type", "domain_record_lost").put("detail", Eligibility.lostDomain(name)));
        return json;
    }

    /** The same, with its people in numbers. */
    static ObjectNode of(
            Organisation organisation,
            long runningDirectories,
            OperatorRules house,
            List<HeldDirectory> held,
            List<String> lostDomains,
            @Nullable Summary summary) {
        List<Count> counts = summary == null ? List.of() : summary.counts();
        ObjectNode json = of(organisation, runningDirectories, house, held, lostDomains)
                .put("members", counts.stream().mapToLong(Count::people).sum());
        ArrayNode people = json.putArray("people");
        for (Count count : counts) {
            people.addObject()
                    .put("status", count.status().word())
                    .put("role", count.role())
                    .put("count", count.people());
        }
        return json;
    }

    static ObjectNode seats(SeatCount seats) {
        return Json.object()
                .put("purchased", seats.purchased())
                .put("enterpriseMax", seats.enterpriseMax())
                .put("used", seats.used())
                .put("billable", seats.billable())
                .put("awaited", seats.awaited())
                .put("policy", seats.policy().word())
                .put("overflowRole", seats.overflowRole());
    }

    private static ObjectNode of(Eligibility eligibility, OperatorRules house) {
        ObjectNode json = Json.object().put("eligible", eligibility.eligible()).put("reason", eligibility.reason());
        ArrayNode enough = json.putArray("enough");
        enough.addObject().put("plan", "enterprise").put("purchasedSeats", house.seatsToActivate());
        enough.addObject().put("enterpriseMaxSeats", house.maxSeatsToActivate());
        return json;
    }

    /** The ETag of what can be edited of it. */
    static String version(Organisation organisation) {
        return EntityTags.of(organisation.id(), organisation.name());
    }
}
