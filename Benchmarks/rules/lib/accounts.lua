--- The accounts that trust policies may name: the first forty of the generated organisation.
local accounts = {}
for place = 0, 39 do accounts[("%012d"):format(100000000000 + place * 7919)] = true end
return accounts
