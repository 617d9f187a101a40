"""A good call of every method, in an order in which each is answered with a result: the record of a small council that
nobody has, from its constitution on. The typed fuzz goes through it once, and spoils its calls from then on."""

import hashlib
import json

CONTENT = "What was said at the meeting."
IMPORTED = json.dumps({
    "specversion": "1.0", "id": "elsewhere-1", "source": "urn:elsewhere", "type": "org.minuted.person.registered",
    "subject": "person/imported", "time": "2018-06-01T00:00:00Z",
    "data": {"person": "imported", "name": "Councillor Imported", "kind": "councillor"}}) + "\n"
TERMS = {
    "powers": "decides", "quorum": 2, "seats": [{"capacity": "councillor", "count": 9}], "expected": ["councillor"],
    "nonattendance": {"consecutive": 2, "months": 12, "atleast": 3},
    "callin": {"workingdays": 5, "signatories": 1}, "cadence": "monthly"}


def seat(letter, **more):
    return {"person": f"councillor-{letter}", "capacity": "councillor", "from": "2018-05-10", **more}


CONSTITUTION = {
    "council": {"id": "testham", "name": "Testham Council", "origin": "minuted.example/testham",
                "timezone": "Europe/London", "recordbegins": "2018-05-10",
                "closures": [{"from": "2019-12-30", "to": "2019-12-31", "reason": "Closed between the holidays"}]},
    "groups": [{"id": "group-one", "name": "Group One"}, {"id": "group-two", "name": "Group Two"}],
    "people": [{"id": f"councillor-{letter}", "name": f"Councillor {letter.upper()}", "kind": "councillor",
                "groups": [{"group": "group-one" if letter in "abcd" else "group-two", "from": "2018-05-10"}]}
               for letter in "abcdefgh"]
    + [{"id": "officer-one", "name": "Officer One", "kind": "officer"},
       {"id": "officer-two", "name": "Officer Two", "kind": "officer"}, {"id": "yp-1a01", "kind": "young-person"}],
    "offices": [
        {"id": "leader", "title": "Leader of the Council", "kind": "leader",
         "holders": [{"person": "councillor-a", "from": "2018-05-10"}]},
        {"id": "leader-one", "title": "Leader of Group One", "kind": "group-leader", "group": "group-one",
         "holders": [{"person": "councillor-b", "from": "2018-05-10"}]},
        {"id": "leader-two", "title": "Leader of Group Two", "kind": "group-leader", "group": "group-two",
         "holders": [{"person": "councillor-e", "from": "2018-05-10"}]},
        {"id": "chief-executive", "title": "Chief Executive", "kind": "chief-executive",
         "holders": [{"person": "officer-one", "from": "2018-05-10"}]},
        {"id": "proper-officer", "title": "Proper Officer", "kind": "proper-officer",
         "holders": [{"person": "officer-one", "from": "2018-05-10"}]}],
    "bodies": [
        {"id": "council", "name": "Council", "kind": "council",
         "terms": [{"powers": "decides", "seats": [{"capacity": "councillor", "count": 8}], "expected": ["councillor"],
                    "cadence": "monthly"}],
         "members": [seat(letter) for letter in "abcdefgh"]},
        {"id": "cabinet", "name": "Cabinet", "kind": "executive", "terms": [TERMS],
         "members": [seat(letter, chairs=letter == "a") for letter in "abc"]},
        {"id": "scrutiny", "name": "Scrutiny Committee", "kind": "scrutiny",
         "terms": [{"powers": "scrutinises", "seats": [{"capacity": "councillor", "count": 3}]}],
         "members": [seat(letter) for letter in "efg"]},
        {"id": "board", "name": "Children's Board", "kind": "board",
         "terms": [{"powers": "advises", "seats": [{"capacity": "councillor", "count": 5}],
                    "expected": ["councillor"], "nonattendance": {"consecutive": 2, "apologiescount": False},
                    "reportsto": ["cabinet"], "standingitems": ["Placements"],
                    "requiredimplications": ["Legal", "Finance"],
                    "standingquestions": [{"question": "Are needs met?", "of": "reports"}]}],
         "members": [seat(letter, chairs=letter == "d") for letter in "defgh"]},
        {"id": "young-voices", "name": "Young Voices", "kind": "young-people",
         "terms": [{"powers": "advises", "seats": [{"capacity": "member", "count": 3}]}],
         "members": [{"person": "yp-1a01", "capacity": "member", "from": "2018-05-10"}]}]}


def roll(*absent, of="defgh"):
    return [{"person": f"councillor-{letter}", "standing": "absent" if letter in absent else "present"}
            for letter in of]


def held(name, body, starts, *absent, of="defgh"):
    """A meeting that took place, with its attendance."""
    return [
        ("Records.ScheduleMeeting", {"body": body, "starts": starts, "meeting": name}),
        ("Records.HoldMeeting", {"meeting": name}),
        ("Records.RecordAttendance", {"meeting": name, "entries": roll(*absent, of=of)})]


PEOPLE = [
    ("Records.ApplyConstitution", {"constitution": CONSTITUTION}),
    ("Records.RegisterPerson", {"name": "Councillor I", "kind": "councillor", "person": "councillor-i"}),
    ("Records.RegisterPerson", {"name": "Councillor Double", "kind": "councillor", "person": "councillor-double"}),
    ("Records.RegisterPerson", {"name": "Councillor Nobody", "kind": "councillor", "person": "councillor-nobody"}),
    ("Records.RenamePerson", {"person": "councillor-i", "name": "Councillor J", "reason": "Married"}),
    ("Records.CorrectPersonKind", {"person": "officer-two", "kind": "other", "reason": "Works for a partner"}),
    ("Records.JoinGroup", {"person": "councillor-i", "group": "group-two", "from": "2018-06-01"}),
    ("Records.CorrectGroupMembership", {
        "person": "councillor-i", "group": "group-two", "recordedfrom": "2018-06-01", "from": "2018-06-02",
        "reason": "Misread"}),
    ("Records.LeaveGroup", {"person": "councillor-i", "on": "2018-09-01"}),
    ("Records.FormGroup", {"name": "Group Three", "group": "group-three"}),
    ("Records.RenameGroup", {"group": "group-three", "name": "Group Third", "reason": "Its own wish"}),
    ("Records.EstablishOffice", {"title": "Lead Member", "kind": "lead-member", "office": "lead-member",
                                 "decidesalone": True}),
    ("Records.TakeOffice", {"office": "lead-member", "person": "councillor-c", "from": "2018-06-01"}),
    ("Records.CorrectOffice", {"office": "lead-member", "person": "councillor-c", "recordedfrom": "2018-06-01",
                               "from": "2018-06-04", "reason": "Misread"}),
    ("Records.RetitleOffice", {"office": "lead-member", "title": "Lead Member for Children", "reason": "New scheme"}),
    ("Records.LeaveOffice", {"office": "lead-member", "on": "2022-05-01"}),
    ("Records.EstablishBody", {"name": "Old Panel", "kind": "panel", "from": "2018-06-01", "body": "old-panel"}),
    ("Records.EstablishBody", {"name": "Older Panel", "kind": "panel", "from": "2018-06-01", "body": "older-panel"}),
    ("Records.RenameBody", {"body": "old-panel", "name": "Former Panel", "reason": "Its own wish"}),
    ("Records.CorrectBody", {"body": "old-panel", "kind": "partnership", "from": "2018-06-04", "reason": "Misread"}),
    ("Records.ImportPeople", {"body": "old-panel", "newgroups": True, "people": [
        {"name": "Councillor Newly Listed", "group": "Group Three", "from": "5 June 2018", "ward": "Abbey"}]}),
    ("Records.AdoptTerms", {"body": "old-panel", "from": "2018-06-05", "terms": {
        "powers": "advises", "seats": [{"capacity": "councillor", "count": 2}]}}),
    ("Records.FillSeat", {"body": "old-panel", "person": "councillor-h", "capacity": "councillor",
                          "from": "2018-06-05"}),
    ("Records.CorrectSeat", {"body": "old-panel", "person": "councillor-h", "recordedfrom": "2018-06-05",
                             "from": "2018-06-06", "reason": "Misread"}),
    ("Records.VacateSeat", {"body": "old-panel", "person": "councillor-h", "on": "2018-08-01"}),
    ("Records.MergeBody", {"body": "older-panel", "into": "old-panel", "on": "2018-08-01"}),
    ("Records.DissolveBody", {"body": "old-panel", "on": "2018-12-01", "reason": "Its work is done"}),
    ("Records.SuspendPerson", {"person": "councillor-h", "from": "2019-01-01", "until": "2019-02-01",
                               "reason": "Decided by the Standards Committee"}),
    ("Records.CorrectSuspension", {"person": "councillor-h", "recordedfrom": "2019-01-01", "from": "2019-01-02",
                                   "reason": "Misread"}),
    ("Records.RegisterInterest", {"person": "councillor-h", "kind": "land", "what": "A house", "from": "2015-01-01",
                                  "notified": "2018-06-02"}),
    ("Records.EndInterest", {"person": "councillor-h", "number": 1, "on": "2019-03-01"}),
    ("Records.GrantDispensation", {"person": "councillor-h", "what": "The budget", "by": "council", "on": "2019-01-10",
                                   "until": "2020-01-09", "reason": "Too few could vote otherwise"}),
    ("Records.StateLastAttendance", {"person": "councillor-h", "body": "council", "on": "2018-05-09",
                                     "source": "The paper record"}),
    ("Records.RecordDBS", {"person": "councillor-d", "cleared": True, "on": "2018-06-01", "expires": "2021-06-01"}),
    ("Records.MergePerson", {"person": "councillor-double", "into": "councillor-i", "reason": "Entered twice"}),
    ("Records.WithdrawPerson", {"person": "councillor-nobody", "reason": "No such person"}),
    ("Records.RenameCouncil", {"name": "Testham Borough Council", "reason": "Granted by charter"}),
    ("Records.AddClosure", {"from": "2020-01-02", "to": "2020-01-03", "reason": "Heating"}),
    ("Records.RemoveClosure", {"from": "2019-12-30", "reason": "The offices were open"}),
    ("Records.SetRecordBeginning", {"on": "2018-05-11", "reason": "The first day of the paper record"})]

MEETINGS = [
    *held("council-1", "council", "2018-06-14T18:00", of="abcdefgh"),
    *held("cabinet-1", "cabinet", "2018-06-20T10:00", of="abc"),
    *held("board-1", "board", "2018-06-21T10:00", "f", "g", "h"),
    *held("board-2", "board", "2018-07-19T10:00", "f", "g", "h"),
    ("Records.DeclareInterest", {"meeting": "board-1", "person": "councillor-e", "item": "Placements",
                                 "kind": "non-registrable", "what": "A friend runs the home", "left": True}),
    ("Records.ChairMeeting", {"meeting": "board-2", "by": ["councillor-e"], "reason": "Elected for this meeting"}),
    ("Records.ReportStatistic", {"meeting": "board-2", "measure": "Children in care", "to": "2018-06-30", "total": 40,
                                 "figures": [{"of": "under 10", "number": 15}, {"of": "10 and over", "number": 25}],
                                 "source": "Performance report"}),
    *held("council-2", "council", "2018-07-26T18:00", of="abcdefgh"),
    ("Records.CorrectAttendance", {"meeting": "council-2", "entry": {"person": "councillor-h", "standing": "absent"},
                                   "why": "Was named by mistake"}),
    ("Records.ScheduleMeeting", {"body": "board", "starts": "2018-09-20T10:00", "meeting": "board-3"}),
    ("Records.RescheduleMeeting", {"meeting": "board-3", "starts": "2018-09-27T10:00", "reason": "The room"}),
    ("Records.TableItem", {"meeting": "board-3", "label": "Placements"}),
    ("Records.TableItem", {"meeting": "board-3", "label": "Any other business"}),
    ("Records.RemoveItem", {"meeting": "board-3", "label": "Any other business", "reason": "Nothing was handed in"}),
    ("Records.ExceptMeetingNotice", {"meeting": "board-3", "agreedby": "councillor-d", "on": "2018-09-24",
                                     "reason": "It could not wait"}),
    ("Records.PublishAgenda", {"meeting": "board-3", "on": "2018-09-24"}),
    ("Records.HoldMeeting", {"meeting": "board-3"}),
    ("Records.RecordMinutes", {"meeting": "board-1", "stage": "drafted", "on": "2018-06-22"}),
    ("Records.ScheduleMeeting", {"body": "board", "starts": "2018-10-18T10:00", "meeting": "board-4"}),
    ("Records.CancelMeeting", {"meeting": "board-4", "reason": "Snow"}),
    ("Records.ScheduleMeeting", {"body": "board", "starts": "2018-11-15T10:00", "meeting": "board-5"}),
    ("Records.WithdrawMeeting", {"meeting": "board-5", "reason": "Entered twice"})]

DECISIONS = [
    ("Records.RecordDecision", {
        "title": "Housing", "body": "cabinet", "meeting": "cabinet-1", "made": "2018-06-20", "published": "2018-06-21",
        "record": "The Cabinet considered the report.", "reasons": "Needed", "alternatives": "None", "conflicts": "None",
        "dispensations": "None", "decision": "housing",
        "resolutions": [{"number": 1, "kind": "resolved", "text": "That homes be built."},
                        {"number": 2, "kind": "resolved", "text": "That the plan be published."},
                        {"number": 3, "kind": "recommended", "text": "That the budget be set.", "to": "council"}]}),
    ("Records.RecordDecision", {"title": "Wrong one", "body": "cabinet", "meeting": "cabinet-1", "made": "2018-06-20",
                                "decision": "wrong-one",
                                "resolutions": [{"number": 1, "kind": "resolved", "text": "That nothing be done."}]}),
    ("Records.RecordDecision", {"title": "Leave", "body": "council", "meeting": "council-2", "made": "2018-07-26",
                                "decision": "leave", "resolutions": [
                                    {"number": 1, "kind": "resolved", "text": "That the absence be approved."}]}),
    ("Records.RecordDecision", {"title": "Later", "body": "cabinet", "meeting": "cabinet-1", "made": "2018-06-20",
                                "decision": "later", "resolutions": [
                                    {"number": 1, "kind": "resolved", "text": "That it be done."}]}),
    ("Records.PublishDecision", {"decision": "later", "on": "2018-06-22"}),
    ("Records.CorrectDecision", {"decision": "later", "field": "reasons", "value": "Asked for", "reason": "Left out"}),
    ("Records.WithdrawDecision", {"decision": "wrong-one", "reason": "Entered by mistake"}),
    ("Records.RecordKeyNotice", {"decision": "later", "published": "2018-05-15"}),
    ("Records.RecordVote", {"decision": "housing", "number": 2, "mover": "councillor-a", "seconder": "councillor-b",
                            "for": 3, "against": 0, "abstained": 0}),
    ("Records.CallInResolution", {"decision": "housing", "number": 1, "by": ["councillor-e"],
                                  "received": "2018-06-25T10:00", "grounds": "Costs"}),
    ("Records.ConcludeCallIn", {"decision": "housing", "number": 1, "outcome": "stands", "on": "2018-07-02",
                                "by": "scrutiny"}),
    ("Records.ImplementResolution", {"decision": "housing", "number": 1, "on": "2018-08-01"}),
    ("Records.RatifyResolution", {"decision": "housing", "number": 3, "by": "council", "outcome": "ratified",
                                  "meeting": "council-2"}),
    ("Records.AmendResolution", {"decision": "later", "number": 1, "text": "That it be done soon.",
                                 "reason": "As the minutes say"}),
    ("Records.ApproveAbsence", {"person": "councillor-h", "decision": "leave", "reason": "illness"})]

NOTICES = [
    ("Records.DraftNotice", {"notice": "board-councillor-f-2018-07-19", "body": "board", "person": "councillor-f",
                             "meetings": ["board-1", "board-2"], "on": "2018-07-20"}),
    ("Records.WithdrawDraft", {"notice": "board-councillor-f-2018-07-19", "reason": "To be looked at again",
                               "on": "2018-07-21"}),
    ("Records.IssueNotice", {"notice": "board-councillor-f-2018-07-19", "body": "board", "person": "councillor-f",
                             "meetings": ["board-1", "board-2"], "on": "2018-07-23"}),
    ("Records.RecordDeliveryFailure", {"notice": "board-councillor-f-2018-07-19", "to": "councillor-a",
                                       "reason": "The mailbox is full"}),
    ("Records.RecordDelivery", {"notice": "board-councillor-f-2018-07-19", "to": "councillor-a", "by": "mail"}),
    ("Records.AcknowledgeNotice", {"notice": "board-councillor-f-2018-07-19", "by": "councillor-a"}),
    ("Records.CorrectAttendance", {"meeting": "board-2", "entry": {"person": "councillor-f", "standing": "present"},
                                   "why": "Came late"}),
    ("Records.FollowUpNotice", {"notice": "board-councillor-f-2018-07-19", "meetings": ["board-1", "board-2"]}),
    ("Records.WaiveNotice", {"notice": "board-councillor-g-2018-07-19", "body": "board", "person": "councillor-g",
                             "meetings": ["board-1", "board-2"], "reason": "Bereaved"}),
    ("Records.DeclareVacancy", {"person": "councillor-i", "on": "2019-06-01", "reason": "Resigned"}),
    ("Records.FillVacancy", {"person": "councillor-i", "on": "2019-07-18", "how": "by-election"}),
    ("Records.CeaseToBeMember", {"person": "councillor-h", "on": "2022-05-01", "why": "resignation"}),
    ("Records.ElectMember", {"name": "Councillor Z, Group One", "on": "2022-05-05", "ward": "Parkside",
                             "group": "group-one", "inplaceof": "councillor-h"})]

BUSINESS = [
    ("Records.EstablishDuty", {"what": "Review the plan", "bearer": "board", "from": "2018-06-01",
                               "cadence": "annually in August", "duty": "review"}),
    ("Records.ChangeDuty", {"duty": "review", "from": "2019-01-01", "cadence": "quarterly", "reason": "Asked for"}),
    ("Records.DischargeDuty", {"duty": "review", "on": "2018-07-19", "meeting": "board-2"}),
    ("Records.TakeBackDischarge", {"duty": "review", "on": "2018-07-19", "reason": "It was not dealt with"}),
    ("Records.WithdrawDuty", {"duty": "review", "on": "2022-01-01", "reason": "Replaced"}),
    ("Records.SubmitPaper", {"to": "board", "submitted": "2018-06-14", "subject": "Placements", "paper": "placements",
                             "reportof": ["chief-executive"],
                             "implications": [{"kind": "Legal", "text": "None."}]}),
    ("Records.AddImplication", {"paper": "placements", "kind": "Finance", "text": "Within the budget."}),
    ("Records.CorrectPaper", {"paper": "placements", "field": "contact", "value": "Officer One",
                              "reason": "Left out"}),
    ("Records.PutQuestion", {"record": "paper/placements", "question": "Are needs met?", "answer": "Some",
                             "on": "2018-06-21"}),
    ("Records.WithdrawPaper", {"paper": "placements", "reason": "Replaced"}),
    ("Records.RaiseMatter", {"kind": "issue", "what": "Transport", "from": "board", "to": "cabinet",
                             "on": "2018-06-21", "matter": "transport"}),
    ("Records.AnswerMatter", {"matter": "transport", "answer": "It will be looked at.", "on": "2018-07-01"}),
    ("Records.RaiseMatter", {"kind": "advice", "what": "Schools", "from": "board", "to": "cabinet",
                             "on": "2018-06-21", "matter": "schools"}),
    ("Records.CloseMatter", {"matter": "schools", "on": "2018-07-02", "reason": "Overtaken"}),
    ("Records.ReopenMatter", {"matter": "schools", "on": "2018-07-03", "reason": "It was not"}),
    ("Records.RaiseAction", {"what": "Write to schools", "owner": "chief-executive", "on": "2018-06-21",
                             "due": "2018-09-01", "action": "write"}),
    ("Records.ProgressAction", {"action": "write", "note": "Drafted", "on": "2018-07-01"}),
    ("Records.CompleteAction", {"action": "write", "on": "2018-08-01", "outcome": "Sent"}),
    ("Records.RaiseAction", {"what": "Ring the schools", "owner": "chief-executive", "on": "2018-06-21",
                             "action": "ring"}),
    ("Records.WithdrawAction", {"action": "ring", "on": "2018-07-01", "reason": "Not needed"}),
    ("Records.OpenPlace", {"name": "Home One", "kind": "childrens-home", "from": "2018-06-01", "place": "home-one",
                           "questions": ["food"],
                           "requirements": [{"kind": "rota", "cadence": "once in each month"}]}),
    ("Records.RequireVisits", {"place": "home-one", "from": "2018-09-01", "questions": ["food", "health"],
                               "requirements": [{"kind": "rota", "cadence": "once in each quarter"}]}),
    ("Records.CorrectPlace", {"place": "home-one", "name": "Home First", "reason": "Misspelt"}),
    ("Records.AllocateVisit", {"place": "home-one", "member": "councillor-d", "period": "July 2018",
                               "kind": "rota", "visit": "home-july"}),
    ("Records.RecordVisit", {"place": "home-one", "on": "2018-07-10", "visitors": ["councillor-d"],
                             "kind": "rota", "visit": "home-july", "questions": [{"topic": "food"}]}),
    ("Records.FileVisitReport", {"visit": "home-july", "on": "2018-07-12", "to": "board"}),
    ("Records.RaiseVisitFollowUp", {"visit": "home-july", "topic": "boiler", "owner": "officer-one"}),
    ("Records.CompleteVisitFollowUp", {"visit": "home-july", "number": 1, "on": "2018-07-20"}),
    ("Records.RecordVisit", {"place": "home-one", "on": "2018-08-10", "visitors": ["councillor-d"],
                             "kind": "courtesy", "visit": "home-august"}),
    ("Records.WithdrawVisit", {"visit": "home-august", "reason": "Another place"}),
    ("Records.ClosePlace", {"place": "home-one", "on": "2022-06-01"}),
    ("Records.AdoptPledge", {"title": "Pledge", "on": "2018-06-14", "by": "council", "pledge": "pledge", "areas": [
        {"title": "Home", "promises": [{"id": "good-home", "text": "A good home."}]}]}),
    ("Records.PresentPledge", {"pledge": "pledge", "to": "council", "on": "2018-06-14"}),
    ("Records.SignPledge", {"pledge": "pledge", "people": ["councillor-a", "councillor-b"], "on": "2018-06-14"}),
    ("Records.WithdrawSignature", {"pledge": "pledge", "person": "councillor-b", "reason": "Was not there"}),
    ("Records.AssessPromise", {"pledge": "pledge", "promise": "good-home", "rating": "amber", "why": "Nearly",
                               "by": "board", "on": "2018-09-01"}),
    ("Records.WithdrawAssessment", {"pledge": "pledge", "number": 1, "reason": "Of another promise"}),
    ("Records.EstablishIssueList", {"title": "Top ten", "managedby": "young-voices", "limit": 10,
                                    "from": "2018-06-01", "list": "top-ten"}),
    ("Records.RaiseIssue", {"list": "top-ten", "text": "Bus fares", "on": "2018-06-02"}),
    ("Records.CorrectIssue", {"list": "top-ten", "issue": 1, "text": "Bus fares home", "reason": "Left out"}),
    ("Records.AssignIssue", {"list": "top-ten", "issue": 1, "tobody": "board", "on": "2018-06-10"}),
    ("Records.ConsiderIssue", {"list": "top-ten", "issue": 1, "by": "board", "on": "2018-06-21"}),
    ("Records.AnswerIssue", {"list": "top-ten", "issue": 1, "by": "board", "answer": "Paid.", "on": "2018-07-01"}),
    ("Records.FeedBackIssue", {"list": "top-ten", "issue": 1, "by": "board", "on": "2018-07-02"}),
    ("Records.JudgeAnswer", {"list": "top-ten", "issue": 1, "by": "young-voices", "accepted": True,
                             "on": "2018-07-03"}),
    ("Records.RetireIssue", {"list": "top-ten", "issue": 1, "by": "young-voices", "on": "2018-07-04"})]

LOG = [
    ("Ledger.Upload", {"text": CONTENT}),
    ("Ledger.Keep", lambda seen: {"upload": seen["upload"]}),
    ("Records.AddAttachment", {
        "record": "decision/housing", "sha256": hashlib.sha256(CONTENT.encode()).hexdigest(), "size": len(CONTENT),
        "name": "minutes.txt", "mediatype": "text/plain"}),
    ("Ledger.Attachment", lambda seen: {"entry": seen["last"]}),
    ("Records.RecordDBS", {"person": "councillor-e", "cleared": True, "on": "2018-06-01"}),
    ("Records.TakeBackEntry", lambda seen: {"entry": seen["last"], "reason": "Entered by mistake"}),
    ("Records.Submit", {"commands": [{"command": "RegisterPerson",
                                      "parameters": {"name": "Councillor K", "kind": "councillor"}}]}),
    ("Ledger.Export", {}),
    ("Ledger.Upload", {"text": IMPORTED}),
    ("Ledger.Import", lambda seen: {"upload": seen["upload"]}),
    ("Ledger.List", {"limit": 3}), ("Ledger.Show", {"entry": "1"}), ("Ledger.Follow", {"after": 1}),
    ("Ledger.Backup", {}), ("Ledger.Checkpoint", {}), ("Ledger.Prove", {"entry": 1}), ("Ledger.Cosign", {"from": 0}),
    ("Projections.List", {}), ("Projections.Rebuild", {}), ("Projections.Revert", {}), ("Projections.Verify", {}),
    ("Projections.Why", {"projection": "attendance", "row": "board-1"}),
    ("Projections.Diff", {"projection": "attendance", "seq": 50})]

QUERIES = [
    ("Queries.BodyMap", {"body": "board"}), ("Queries.Statistics", {"body": "board"}),
    ("Queries.StandingQuestions", {"body": "board"}),
    ("Queries.Duties", {"bearer": "board"}), ("Queries.Duty", {"duty": "review", "limit": 5}),
    ("Queries.DutyCalendar", {"from": "2018-06-01", "to": "2019-05-31", "limit": 10}),
    ("Queries.Papers", {"submittedto": "board"}), ("Queries.Paper", {"paper": "placements"}),
    ("Queries.Agendas", {"body": "board"}), ("Queries.Minutes", {"body": "board"}), ("Queries.Matters", {}),
    ("Queries.Matter", {"matter": "transport"}), ("Queries.ReportsBack", {}), ("Queries.Briefings", {}),
    ("Queries.Actions", {}), ("Queries.Action", {"action": "write"}), ("Queries.Leaders", {}),
    ("Queries.Chains", {"decision": "housing"}), ("Queries.History", {"record": "decision/housing"}),
    ("Queries.Findings", {"body": "board"}), ("Queries.Vacancies", {}), ("Queries.Attachments", {}),
    ("Queries.People", {"group": "group-one"}), ("Queries.Groups", {}), ("Queries.Offices", {}),
    ("Queries.Bodies", {"body": "board"}), ("Queries.Seats", {"body": "board"}),
    ("Queries.Meetings", {"body": "board", "limit": 2}), ("Queries.Meeting", {"meeting": "board-1"}),
    ("Queries.AttendanceComparison", {"body": "board", "compareknownon": "60"}),
    ("Queries.Attendance", {"body": "board", "from": "2018-06-01"}), ("Queries.Decisions", {"body": "cabinet"}),
    ("Queries.Decision", {"decision": "housing"}), ("Queries.Person", {"person": "councillor-a"}),
    ("Queries.Search", {"words": "housing", "limit": 5}), ("Queries.Changes", {"since": "10", "limit": 20}),
    ("Queries.Calendar", {"from": "2018-06-01", "to": "2018-12-31"}), ("Queries.MemberVotes", {"body": "cabinet"}),
    ("Queries.Interests", {"member": "councillor-a", "ended": True}),
    ("Queries.MinutesDraft", {"meeting": "board-1"}), ("Queries.NonAttendance", {"body": "board"}),
    ("Queries.SixMonth", {"person": "councillor-h"}), ("Queries.Digest", {"days": 30}),
    ("Queries.Places", {"place": "home-one"}), ("Queries.Visits", {"place": "home-one"}),
    ("Queries.VisitAccount", {"place": "home-one"}), ("Queries.Pledge", {"pledge": "pledge"}),
    ("Queries.TopTen", {"list": "top-ten"}), ("Queries.Participation", {"body": "board"}),
    ("Queries.DBS", {"body": "board"}), ("Service.Status", {})]

CALLS = PEOPLE + MEETINGS + DECISIONS + NOTICES + BUSINESS + LOG + QUERIES + [("Ledger.RotateKey", {"reason": "Yearly"})]
