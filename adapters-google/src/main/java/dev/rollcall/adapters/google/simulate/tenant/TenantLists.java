package dev.rollcall.adapters.google.simulate.tenant;

import java.util.ArrayList;
import java.util.List;

/** Lists users and groups of a {@link Tenant} as the Directory API does: in the order of ids, page by page. Thread-safe. */
public final class TenantLists {

    private final Tenant tenant;

    public TenantLists(Tenant tenant) {
        this.tenant = tenant;
    }

    /** Users behind that id, deleted ones or the others. */
    public List<GoogleUser> usersBehind(String id, int most, boolean deleted) {
        synchronized (tenant) {
            List<GoogleUser> page = new ArrayList<>();
            for (GoogleUser user : tenant.users.tailMap(id, false).values()) {
                if (page.size() == most) {
                    break;
                }
                if (user.deleted() == deleted) {
                    page.add(user);
                }
            }
            return page;
        }
    }

    /** Groups behind that id, without those of other customers. */
    public List<GoogleGroup> groupsBehind(String id, int most) {
        synchronized (tenant) {
            return tenant.groups.tailMap(id, false).values().stream()
                    .filter(group -> !group.foreign())
                    .limit(most)
                    .toList();
        }
    }
}
