package syntax

// irregularVerbs lists verbs, one per line: the base form, then every form that the ending
// rules would get wrong.
const irregularVerbs = `
arise arose arisen
awake awoke awoken
be am is are was were been being 's 're 'm ’s ’re ’m ai
bear bore borne born
beat beaten
become became
befall befell befallen
beget begot begotten
begin began begun
behold beheld
bend bent
beset
betray
bid bade bidden
bind bound
bite bit bitten
bleed bled
blow blew blown
break broke broken
breed bred
bring brought
broadcast
build built
burst
buy bought
can ca
catch caught
choose chose chosen
cling clung
come came
creep crept
deal dealt
die dying
dig dug
do does did done
draw drew drawn
dream dreamt
drink drank drunk
drive drove driven
dwell dwelt
eat ate eaten
fall fell fallen
feed fed
feel felt
fight fought
find found
flee fled
fling flung
fly flew flown flies
forbid forbade forbidden
forecast
foresee foresaw foreseen
forget forgot forgotten
forgive forgave forgiven
forgo forwent forgone
forsake forsook forsaken
freeze froze frozen
get got gotten
give gave given
go went gone goes gon
grind ground
grow grew grown
hang hung
have has had having 've 'd ’ve ’d
hear heard
hide hid hidden
hold held
keep kept
kneel knelt
know knew known
lay laid
lead led
leap leapt
learn learnt
leave left
lend lent
lie lay lain lying
light lit
lose lost
make made
mean meant
meet met
mislead misled
mistake mistook mistaken
misunderstand misunderstood
outdo outdid outdone outdoes
overcome overcame
overhear overheard
override overrode overridden
oversee oversaw overseen
overtake overtook overtaken
overthrow overthrew overthrown
panic panicked panicking
partake partook partaken
pay paid
plead pled
prove proven
rebuild rebuilt
redo redid redone redoes
repay repaid
resell resold
rethink rethought
retell retold
rewrite rewrote rewritten
ride rode ridden
ring rang rung
rise rose risen
run ran running
saw sawn
say said
see saw seen
seek sought
sell sold
send sent
sew sewn
shake shook shaken
shear shorn
shed
shine shone
shoot shot
show shown
shrink shrank shrunk
sing sang sung
sink sank sunk
sit sat
slay slew slain
sleep slept
slide slid
sling slung
sow sown
speak spoke spoken
speed sped
spell spelt
spend spent
spill spilt
spin spun
spit spat
spoil spoilt
spring sprang sprung
stand stood
steal stole stolen
stick stuck
sting stung
stink stank stunk
stride strode stridden
strike struck stricken
string strung
strive strove striven
swear swore sworn
sweep swept
swell swollen
swim swam swum
swing swung
take took taken
teach taught
tear tore torn
tell told
think thought
throw threw thrown
tie tying ties
tread trod trodden
undergo underwent undergone undergoes
understand understood
undertake undertook undertaken
undo undid undone undoes
uphold upheld
wake woke woken
want wan
wear wore worn
weave wove woven
weep wept
win won
wind wound
will 'll ’ll wo
withdraw withdrew withdrawn
withhold withheld
withstand withstood
would
wring wrung
write wrote written
`

// irregularNouns is the same for nouns: the singular, then its plurals.
const irregularNouns = `
analysis analyses
axis axes
bacterium bacteria
basis bases
brother-in-law brothers-in-law
clothes
calf calves
child children
crisis crises
criterion criteria
curriculum curricula
datum data
diagnosis diagnoses
elf elves
emphasis emphases
foot feet
fireman firemen
goose geese
half halves
headquarters
jeans
hypothesis hypotheses
index indices
kin
knife knives
leaf leaves
life lives
loaf loaves
louse lice
man men
means
medium media
memorandum memoranda
mouse mice
neurosis neuroses
oasis oases
ox oxen
parenthesis parentheses
people
phenomenon phenomena
politics
prognosis prognoses
scarf scarves
self selves
series
sheaf sheaves
shelf shelves
movie movies
calorie calories
species
stimulus stimuli
synthesis syntheses
thesis theses
thief thieves
tooth teeth
wife wives
wolf wolves
woman women
`

// irregularAdjectives is the same for adjectives and adverbs.
const irregularAdjectives = `
bad worse worst
far farther farthest further furthest
good better best
little less least
many
more
most
`

// irregularPronouns is the same for pronouns and articles.
const irregularPronouns = `
a an
he him
I i me
not n't n’t
she her
that those
they them 'em ’em
this these
we us 's ’s
`
