--- Words for people: numbers with their nouns, and lists.
local words = {}

--- "1 key", "2 keys".
function words.count(number, noun)
  return ("%d %s%s"):format(number, noun, number == 1 and "" or "s")
end

--- "a", "a and b", "a, b and c".
function words.list(items)
  if #items < 2 then return items[1] or "" end
  return table.concat(items, ", ", 1, #items - 1) .. " and " .. items[#items]
end

--- "a is", "a and b are".
function words.are(items)
  return words.list(items) .. (#items == 1 and " is" or " are")
end

return words
