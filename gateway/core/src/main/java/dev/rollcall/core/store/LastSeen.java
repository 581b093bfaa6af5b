package dev.rollcall.core.store;

import dev.rollcall.core.model.SeatPolicy;
import dev.rollcall.core.model.row.OrganizationRow;
import dev.rollcall.core.model.row.OrganizationRow.Counts;
import dev.rollcall.core.model.row.OrganizationRow.Terms;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The state of organisations after their last transaction on this node. It is only good for guessing what a batch will
 * need: another node may have changed them since.
 */
public final class LastSeen {

    private final ConcurrentHashMap<UUID, OrganizationRow> organizations = new ConcurrentHashMap<>();

    /** As it was; one that was never seen has nothing. */
    public OrganizationRow of(UUID orgId) {
        OrganizationRow seen = organizations.get(orgId);
        return seen == null ? blank(orgId) : seen;
    }

    public void note(OrganizationRow organization) {
        organizations.put(organization.id(), organization);
    }

    private static OrganizationRow blank(UUID orgId) {
        return new OrganizationRow(
                orgId,
                new Terms(false, 0, 0, SeatPolicy.EXPAND, null, false, false),
                new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0, null));
    }
}
