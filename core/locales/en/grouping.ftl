# Groups: letters that say the same
thread-released-grouped = Others have written the same. One of these letters will stand in the digest; its answer comes to you too.
thread-published-grouped = Others have written the same. One of these letters stands in digest { $number }; its answer comes to you too.
item-others = { $count ->
    [one] { $count } more letter says the same.
   *[other] { $count } more letters say the same.
}
error-follows = This letter is in a group: the digest takes the first letter of the group.
error-group-few = A group has at least two letters.
command-help-group = Put letters that say the same together; the first one named goes into the digest
command-help-ungroup = Dissolve a group; each letter stands alone again, undecided
