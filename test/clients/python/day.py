"""A day with Mastodon.py. Says on standard output what it has done or wants done, a JSON object a line, and reads the answers."""

import datetime
import json
import os
import sys
import time

from mastodon import Mastodon, MastodonNotFoundError, MastodonUnauthorizedError, StreamListener

url = f"https://{os.environ['COMPANY_HOST']}"
bob = sys.argv[1]
written = sys.argv[2]
picture = sys.argv[3]
scopes = ["read", "write", "follow", "push"]


def ask(what, **more):
    print(json.dumps({"ask": what, **more}), flush=True)
    return sys.stdin.readline().strip()


def done(what):
    print(json.dumps({"done": what}), flush=True)


def eventually(look, seconds=30):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = look()
        if found:
            return found
        time.sleep(0.2)
    raise AssertionError("it did not come")


client_id, client_secret = Mastodon.create_app("Mastodon.py", scopes=scopes, api_base_url=url)
me = Mastodon(client_id=client_id, client_secret=client_secret, api_base_url=url)
code = ask("code", url=me.auth_request_url(scopes=scopes))
me.log_in(code=code, scopes=scopes)
assert me.account_verify_credentials().username == "dora"
assert me.app_verify_credentials().name == "Mastodon.py"
assert me.instance().uri == os.environ["COMPANY_HOST"]
assert me.preferences()
done("signs in")

assert me.account_follow(bob).following
assert me.account_relationships([bob])[0].following
home = me.timeline_home(limit=20)
assert any(str(post.id) == written for post in home)
assert isinstance(home[0].created_at, datetime.datetime) and home[0].created_at.tzinfo is not None
assert bob in [str(one.id) for one in me.search("bob").accounts]
assert me.status_favourite(written).favourited
assert me.status_bookmark(written).bookmarked
assert str(me.status_reblog(written).reblog.id) == written
answer = me.status_post("@bob On my way", in_reply_to_id=written, idempotency_key="answer")
assert me.status_post("@bob On my way", in_reply_to_id=written, idempotency_key="answer").id == answer.id
assert answer.id in [post.id for post in me.status_context(written).descendants]
me.status_update(answer.id, "@bob Coming")
assert len(me.status_history(answer.id)) == 2
me.status_delete(answer.id)
try:
    me.status(answer.id)
    raise AssertionError("it is still there")
except MastodonNotFoundError:
    pass
done("reads and answers")

media = me.media_post(picture, "image/jpeg", description="A cup", synchronous=True)
assert me.media_update(media.id, description="A cup of coffee").description == "A cup of coffee"
post = me.status_post("Morning #coffee", media_ids=[media.id])
assert post.media_attachments[0].description == "A cup of coffee"
assert me.account_update_credentials(note="Starts today", avatar=picture, avatar_mime_type="image/jpeg").source.note == "Starts today"
done("posts a picture")

for n in range(3):
    me.status_post(f"Page {n}")
first = me.timeline_home(limit=2)
pages = me.fetch_remaining(first)
assert len(pages) >= 5 and len({post.id for post in pages}) == len(pages)
done("pages")

poll = me.status_post("Lunch?", poll=me.make_poll(["Soup", "Rice"], expires_in=3600)).poll
assert [option.title for option in poll.options] == ["Soup", "Rice"]
asked = ask("poll")
me.poll_vote(asked, [1])
voted = me.poll(asked)
assert voted.voted and voted.own_votes == [1]
done("votes")

later = me.status_post("Later", scheduled_at=datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=1))
assert [one.id for one in me.scheduled_statuses()] == [later.id]
me.scheduled_status_delete(later.id)
assert me.scheduled_statuses() == []
done("schedules")

group = me.list_create("Logistics")
me.list_accounts_add(group.id, [bob])
assert str(me.list_accounts(group.id)[0].id) == bob
me.list_delete(group.id)
word = me.filter_create("tea", ["home"])
assert me.filters()[0].phrase == "tea"
me.filter_delete(word.id)
me.markers_set(["home"], [written])
assert str(me.markers_get(["home"]).home.last_read_id) == written
me.announcements()
done("keeps lists, filters and markers")

private, public = me.push_subscription_generate_keys()
push = me.push_subscription_set("https://push.example.test/x", public, mention_events=True)
assert push.id < 2**31 and push.server_key
assert me.push_subscription().endpoint == "https://push.example.test/x"
me.push_subscription_delete()
done("asks for push")


class Ears(StreamListener):
    def __init__(self):
        self.heard = set()

    def on_update(self, status):
        if status.account.username == "bob":
            self.heard.add("update")

    def on_notification(self, notification):
        if notification.account.username == "bob":
            self.heard.add("notification")


assert me.stream_healthy()
ears = Ears()
stream = me.stream_user(ears, run_async=True)
eventually(lambda: ask("talk") and len(ears.heard) == 2)
stream.close()
assert any(one.type == "mention" for one in me.notifications())
ask("letter")
talk = eventually(lambda: me.conversations())
me.conversations_read(talk[0].id)
done("listens")

token = me.access_token
me.revoke_access_token()
try:
    Mastodon(access_token=token, api_base_url=url).account_verify_credentials()
    raise AssertionError("it is still signed in")
except MastodonUnauthorizedError:
    pass
done("signs out")
