package dev.rollcall.server.profile;

import de.captaingoldfish.scim.sdk.client.ScimClientConfig;
import de.captaingoldfish.scim.sdk.client.ScimRequestBuilder;
import de.captaingoldfish.scim.sdk.client.builder.BulkBuilder;
import de.captaingoldfish.scim.sdk.client.response.ServerResponse;
import de.captaingoldfish.scim.sdk.common.constants.EndpointPaths;
import de.captaingoldfish.scim.sdk.common.constants.enums.Comparator;
import de.captaingoldfish.scim.sdk.common.constants.enums.HttpMethod;
import de.captaingoldfish.scim.sdk.common.constants.enums.PatchOp;
import de.captaingoldfish.scim.sdk.common.resources.Group;
import de.captaingoldfish.scim.sdk.common.resources.User;
import de.captaingoldfish.scim.sdk.common.resources.base.ScimObjectNode;
import de.captaingoldfish.scim.sdk.common.resources.multicomplex.Email;
import de.captaingoldfish.scim.sdk.common.resources.multicomplex.Member;
import de.captaingoldfish.scim.sdk.common.response.BulkResponse;
import de.captaingoldfish.scim.sdk.common.response.ListResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The client of SCIM-SDK, which is below several extensions of Keycloak. */
final class ScimSdkClient implements ForeignClient {

    private final ScimRequestBuilder scim;

    ScimSdkClient(String base, String token) {
        this.scim = new ScimRequestBuilder(
                base,
                ScimClientConfig.builder()
                        .httpHeaders(Map.of("Authorization", "Bearer " + token))
                        .build());
    }

    private static <T extends ScimObjectNode> ServerResponse<T> done(ServerResponse<T> response) {
        if (!response.isSuccess()) {
            throw new AssertionError(response.getHttpStatus() + " " + response.getResponseBody());
        }
        return response;
    }

    private static String id(ServerResponse<? extends ScimObjectNode> response) {
        return response.getResource().get("id").textValue();
    }

    @Override
    public void probe() {
        scim.loadServiceProviderConfiguration();
        scim.loadMetaConfiguration().sendRequest();
    }

    private static User user(String userName, String email) {
        return User.builder()
                .userName(userName)
                .active(true)
                .emails(List.of(
                        Email.builder().value(email).type("work").primary(true).build()))
                .build();
    }

    @Override
    public String create(String userName, String email) {
        return id(done(scim.create(User.class, EndpointPaths.USERS)
                .setResource(user(userName, email))
                .sendRequest()));
    }

    @Override
    public Optional<String> find(String userName) {
        ServerResponse<ListResponse<User>> found = done(scim.list(User.class, EndpointPaths.USERS)
                .count(3)
                .filter("userName", Comparator.EQ, userName)
                .and("active", Comparator.EQ, true)
                .build()
                .post()
                .sendRequest());
        return found.getResource().getListedResources().stream().findFirst().flatMap(User::getId);
    }

    @Override
    public Optional<String> displayName(String id) {
        return read(id).getDisplayName();
    }

    private User read(String id) {
        ServerResponse<User> read =
                done(scim.get(User.class, EndpointPaths.USERS, id).sendRequest());
        return read.getResource();
    }

    @Override
    public void replace(String id, String userName, String email, String displayName) {
        User user = read(id);
        user.setDisplayName(displayName);
        done(scim.update(User.class, EndpointPaths.USERS, id).setResource(user).sendRequest());
    }

    /** Without a path: the client sends the resource as a list of one. */
    @Override
    public void setTitle(String id, String title) {
        done(scim.patch(User.class, EndpointPaths.USERS, id)
                .addOperation()
                .op(PatchOp.REPLACE)
                .valueNode(User.builder().title(title).build())
                .build()
                .sendRequest());
    }

    /** Truth values are texts. */
    @Override
    public void deactivate(String id) {
        done(scim.patch(User.class, EndpointPaths.USERS, id)
                .addOperation()
                .op(PatchOp.REPLACE)
                .path("active")
                .value("false")
                .build()
                .sendRequest());
    }

    @Override
    public void delete(String id) {
        done(scim.delete(User.class, EndpointPaths.USERS, id).sendRequest());
    }

    @Override
    public Set<String> all(int page) {
        Set<String> ids = new HashSet<>();
        for (long next = 1; ; next += page) {
            ServerResponse<ListResponse<User>> list = done(scim.list(User.class, EndpointPaths.USERS)
                    .startIndex(next)
                    .count(page)
                    .get()
                    .sendRequest());
            list.getResource()
                    .getListedResources()
                    .forEach(user -> ids.add(user.getId().orElseThrow()));
            if (next + page > list.getResource().getTotalResults()) {
                return ids;
            }
        }
    }

    private static List<Member> members(List<String> ids) {
        return ids.stream()
                .map(id -> Member.builder().value(id).type("User").build())
                .toList();
    }

    @Override
    public String createGroup(String name, List<String> members) {
        return id(done(scim.create(Group.class, EndpointPaths.GROUPS)
                .setResource(Group.builder()
                        .displayName(name)
                        .members(members(members))
                        .build())
                .sendRequest()));
    }

    @Override
    public void setMembers(String group, String name, List<String> members) {
        done(scim.patch(Group.class, EndpointPaths.GROUPS, group)
                .addOperation()
                .op(PatchOp.REPLACE)
                .path("members")
                .valueNodes(members(members))
                .build()
                .sendRequest());
    }

    @Override
    public void rename(String group, String name) {
        done(scim.patch(Group.class, EndpointPaths.GROUPS, group)
                .addOperation()
                .op(PatchOp.REPLACE)
                .path("displayName")
                .value(name)
                .build()
                .sendRequest());
    }

    @Override
    public void deleteGroup(String group) {
        done(scim.delete(Group.class, EndpointPaths.GROUPS, group).sendRequest());
    }

    @Override
    public int bulk(List<String> userNames) {
        BulkBuilder bulk = scim.bulk();
        for (String name : userNames) {
            bulk = bulk.bulkRequestOperation(EndpointPaths.USERS)
                    .method(HttpMethod.POST)
                    .bulkId(name)
                    .data(user(name, name + "@demo.example"))
                    .next();
        }
        ServerResponse<BulkResponse> response = done(bulk.sendRequest());
        return (int) response.getResource().getBulkResponseOperations().stream()
                .filter(one -> one.getStatus() == 201)
                .count();
    }
}
