package dev.rollcall.server.profile;

import com.unboundid.scim2.client.ScimService;
import com.unboundid.scim2.common.exceptions.ScimException;
import com.unboundid.scim2.common.filters.Filter;
import com.unboundid.scim2.common.messages.ListResponse;
import com.unboundid.scim2.common.messages.PatchOperation;
import com.unboundid.scim2.common.types.Email;
import com.unboundid.scim2.common.types.GroupResource;
import com.unboundid.scim2.common.types.Member;
import com.unboundid.scim2.common.types.UserResource;
import com.unboundid.scim2.common.utils.JsonUtils;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.ClientRequestFilter;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.glassfish.jersey.client.ClientConfig;
import org.glassfish.jersey.jnh.connector.JavaNetHttpConnectorProvider;

/** The client of Ping's SCIM 2 SDK. */
final class PingClient implements ForeignClient {

    private static final String USERS = "Users";
    private static final String GROUPS = "Groups";

    private final ScimService scim;

    PingClient(String base, String token) {
        ClientConfig config = new ClientConfig().connectorProvider(new JavaNetHttpConnectorProvider());
        ClientRequestFilter bearer = request -> request.getHeaders().putSingle("Authorization", "Bearer " + token);
        this.scim =
                new ScimService(ClientBuilder.newClient(config).register(bearer).target(base));
    }

    /** What the SDK throws is a fault of the test. */
    private interface Call<T> {
        T run() throws ScimException;
    }

    private static <T> T ask(Call<T> call) {
        try {
            return call.run();
        } catch (ScimException e) {
            throw new AssertionError(e);
        }
    }

    private static void send(Call<?> call) {
        ask(call);
    }

    @Override
    public void probe() {
        send(scim::getServiceProviderConfig);
        send(scim::getResourceTypes);
        send(scim::getSchemas);
        send(() -> scim.getResourceType("User"));
    }

    @Override
    public String create(String userName, String email) {
        UserResource user = new UserResource()
                .setUserName(userName)
                .setActive(true)
                .setEmails(new Email().setValue(email).setType("work").setPrimary(true));
        return ask(() -> scim.create(USERS, user)).getId();
    }

    @Override
    public Optional<String> find(String userName) {
        ListResponse<UserResource> found = ask(() -> scim.searchRequest(USERS)
                .filter(Filter.eq("userName", userName))
                .invokePost(UserResource.class));
        return found.getResources().stream().map(UserResource::getId).findFirst();
    }

    @Override
    public Optional<String> displayName(String id) {
        return Optional.ofNullable(user(id).getDisplayName());
    }

    private UserResource user(String id) {
        return ask(() -> scim.retrieve(USERS, id, UserResource.class));
    }

    @Override
    public void replace(String id, String userName, String email, String displayName) {
        UserResource user = user(id).setDisplayName(displayName);
        send(() -> scim.replaceRequest(user).ifMatch().invoke());
    }

    @Override
    public void setTitle(String id, String title) {
        send(() -> scim.modifyRequest(USERS, id).replaceValue("title", title).invoke(UserResource.class));
    }

    @Override
    public void deactivate(String id) {
        send(() -> scim.modifyRequest(USERS, id)
                .addOperation(PatchOperation.replace("active", false))
                .invoke(UserResource.class));
    }

    @Override
    public void delete(String id) {
        send(() -> {
            scim.delete(USERS, id);
            return id;
        });
    }

    @Override
    public Set<String> all(int page) {
        Set<String> ids = new HashSet<>();
        for (int next = 1; ; next += page) {
            int index = next;
            ListResponse<UserResource> list =
                    ask(() -> scim.searchRequest(USERS).page(index, page).invoke(UserResource.class));
            list.getResources().forEach(user -> ids.add(user.getId()));
            if (index + page > list.getTotalResults()) {
                return ids;
            }
        }
    }

    private static List<Member> members(List<String> ids) {
        return ids.stream().map(id -> new Member().setValue(id)).toList();
    }

    @Override
    public String createGroup(String name, List<String> members) {
        return ask(() -> scim.create(
                        GROUPS, new GroupResource().setDisplayName(name).setMembers(members(members))))
                .getId();
    }

    @Override
    public void setMembers(String group, String name, List<String> members) {
        send(() -> scim.modifyRequest(GROUPS, group)
                .addOperation(PatchOperation.replace("members", JsonUtils.valueToNode(members(members))))
                .invoke(GroupResource.class));
    }

    @Override
    public void rename(String group, String name) {
        GroupResource found = ask(() -> scim.retrieve(GROUPS, group, GroupResource.class));
        send(() -> scim.replace(found.setDisplayName(name)));
    }

    @Override
    public void deleteGroup(String group) {
        send(() -> {
            scim.delete(GROUPS, group);
            return group;
        });
    }
}
