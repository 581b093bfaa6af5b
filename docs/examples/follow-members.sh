#!/usr/bin/env bash
# Keeps the members of an organisation in a file, and follows them by events through restarts of its own and of the gateway.
# What FollowMembers.java does, with curl and jq:
#
#     docs/examples/follow-members.sh http://127.0.0.1:8080 "$TOKEN" demo members.json
set -euo pipefail
url=$1 token=$2 organisation=$3 file=$4

get() { curl -sf -H "Authorization: Bearer $token" "$url/api/v1/organizations/$organisation$1"; }

# As a whole or not at all: what breaks off in the middle leaves the file as it was. The cursor and the members never disagree.
store() { cat > "$file.next" && mv "$file.next" "$file"; }

PUT='def put($id; $member):
       if $member.status == "removed" then del(.members[$id])
       elif $member.status == "excluded" then .
       else .members[$id] = ($member | {email, role, status}) end;'

# The members page by page, and the cursor of the first page: what happens meanwhile is told again behind it.
snapshot() {
    local state='{"members": {}}' next='' page
    while [ "$next" != null ]; do
        page=$(get "/members?limit=1000${next:+&cursor=$next}") || return 1
        state=$(printf '%s\n%s' "$state" "$page" | jq -sc "$PUT"' .[1] as $page
            | reduce $page.items[] as $member (.[0]; put($member.id; $member)) | .cursor //= $page.eventsCursor')
        next=$(printf '%s' "$page" | jq -r .next)
    done
    printf '%s\n' "$state"
}

# Each event carries the whole state of its member, so one that is told twice changes nothing.
apply() {
    jq -sc "$PUT"' .[1] as $page
        | reduce ($page.items[] | select(.type | startswith("member."))) as $event (.[0]; put($event.subject; $event.data))
        | .cursor = $page.cursor'
}

until [ -e "$file" ]; do
    if state=$(snapshot); then printf '%s\n' "$state" | store; else sleep 1; fi
done
while true; do
    # Answered as soon as something happens, or after 30 seconds with an empty page.
    if page=$(get "/events?wait=30&limit=500&cursor=$(jq -r .cursor "$file")"); then
        { cat "$file"; printf '%s\n' "$page"; } | apply | store
    else
        # The gateway is away. Nothing is lost: the cursor says where to go on.
        sleep 1
    fi
done
