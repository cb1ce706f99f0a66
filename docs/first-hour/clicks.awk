# Makes clicks.csv, an export as a shop's might look: awk -f clicks.awk > clicks.csv
# 48 items in 8 shelves of 6. A visitor stays at one shelf and mostly looks at the next item of it;
# so that sku-7 comes after sku-6 is something that a model can learn. Always the same numbers.
function random(n) { # 0 to n - 1
    seed = (seed * 16807) % 2147483647
    return int(seed / 2147483647 * n)
}

function two(number) { return sprintf("%02d", number) }

BEGIN {
    seed = 20261102
    print "session_id,item_id,timestamp,event_type"
    for (session = 1; session <= 300; session++) {
        minute = session * 28 # the sessions of six days
        second = random(50)
        shelf = random(random(8) + 1) # the first shelves have more visitors
        place = random(4)
        length_ = 3 + random(4)
        for (click = 1; click <= length_; click++) {
            item = "sku-" (shelf * 6 + place + 1)
            at = "2026-11-" two(2 + int(minute / 1440)) "T" two(int(minute / 60) % 24) ":" two(minute % 60)
            print "v-" session "," item "," at ":" two(second) "Z,view"
            if (random(8) == 0) {
                print "v-" session "," item "," at ":" two(second + 9) "Z,cart"
            }
            place = random(5) > 0 ? (place + 1) % 6 : random(6)
            minute += 1
            second = random(50)
        }
    }
}
