<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="da">
<context>
    <name>access</name>
    <message>
        <source>Din periode hos borgeren er slut. Du kan læse planen, til pc’en har talt med serveren.</source>
        <translation>Your period with the citizen is over. You can read the plan until the computer has been in contact with the server.</translation>
    </message>
    <message>
        <source>Du har adgang til at læse planen. Den skrives af dem, der arbejder med borgeren.</source>
        <translation>You may read the plan. It is written by those who work with the citizen.</translation>
    </message>
    <message>
        <source>Du ser det, der er delt med dig. Det kan læses, men ikke ændres.</source>
        <translation>You see what is shared with you. It can be read, but not changed.</translation>
    </message>
</context>
<context>
    <name>act</name>
    <message>
        <source>Afgør forskelle</source>
        <translation>Settle differences</translation>
    </message>
    <message>
        <source>Afslut møde</source>
        <translation>End meeting</translation>
    </message>
    <message>
        <source>Aftal næste møde</source>
        <translation>Agree on the next meeting</translation>
    </message>
    <message>
        <source>Behold tegningen som billede</source>
        <translation>Keep the drawing as a picture</translation>
    </message>
    <message>
        <source>Beskyt navn og adresse</source>
        <translation>Protect name and address</translation>
    </message>
    <message>
        <source>Dagsorden</source>
        <translation>Agenda</translation>
    </message>
    <message>
        <source>Det er jeg ikke enig i</source>
        <translation>I do not agree with this</translation>
    </message>
    <message>
        <source>Det er samme person</source>
        <translation>They are the same person</translation>
    </message>
    <message>
        <source>Fjern fra tavlen</source>
        <translation>Take off the board</translation>
    </message>
    <message>
        <source>Fjern vedhæftet fil</source>
        <translation>Take off attached file</translation>
    </message>
    <message>
        <source>Flyt forbindelsen</source>
        <translation>Move connection</translation>
    </message>
    <message>
        <source>Flyt på tavlen</source>
        <translation>Move on the board</translation>
    </message>
    <message>
        <source>Flyt slutdatoen</source>
        <translation>Move end date</translation>
    </message>
    <message>
        <source>Forbind</source>
        <translation>Connect</translation>
    </message>
    <message>
        <source>Forbindelsens betydning</source>
        <translation>Meaning of the connection</translation>
    </message>
    <message>
        <source>Forkert borger</source>
        <translation>Wrong citizen</translation>
    </message>
    <message>
        <source>Fortryd</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>Gentag</source>
        <translation>Redo</translation>
    </message>
    <message>
        <source>Giv samtykke</source>
        <translation>Give consent</translation>
    </message>
    <message>
        <source>Gør billedet svagere eller tydeligere</source>
        <translation>Make the picture fainter or clearer</translation>
    </message>
    <message>
        <source>Hent fra fil</source>
        <translation>Fetch from a file</translation>
    </message>
    <message>
        <source>Hent tegning</source>
        <translation>Import drawing</translation>
    </message>
    <message>
        <source>Hvem er til stede</source>
        <translation>Who is present</translation>
    </message>
    <message>
        <source>Hvem gør det</source>
        <translation>Who does it</translation>
    </message>
    <message>
        <source>Hvem og hvornår</source>
        <translation>Who and when</translation>
    </message>
    <message>
        <source>Lav et kort af tegningen</source>
        <translation>Make a card of the drawing</translation>
    </message>
    <message>
        <source>Lav om til noget andet</source>
        <translation>Turn into something else</translation>
    </message>
    <message>
        <source>Læg billede under</source>
        <translation>Lay picture under</translation>
    </message>
    <message>
        <source>Læg billedkort</source>
        <translation>Lay a picture card</translation>
    </message>
    <message>
        <source>Læg kort fra papir på tavlen</source>
        <translation>Put cards from paper on the board</translation>
    </message>
    <message>
        <source>Ny tavle</source>
        <translation>New board</translation>
    </message>
    <message>
        <source>Omdøb tavlen</source>
        <translation>Rename the board</translation>
    </message>
    <message>
        <source>Omdøb vedhæftet fil</source>
        <translation>Rename attached file</translation>
    </message>
    <message>
        <source>Ophæv beskyttelsen</source>
        <translation>End the protection</translation>
    </message>
    <message>
        <source>Opløs gruppen</source>
        <translation>Ungroup</translation>
    </message>
    <message>
        <source>Opret borger</source>
        <translation>Create citizen</translation>
    </message>
    <message>
        <source>Overtag arbejde</source>
        <translation>Take over work</translation>
    </message>
    <message>
        <source>Ret i planen</source>
        <translation>Edit in the plan</translation>
    </message>
    <message>
        <source>Ret ind på tavlen</source>
        <translation>Align on the board</translation>
    </message>
    <message>
        <source>Ret planen</source>
        <translation>Edit the plan</translation>
    </message>
    <message>
        <source>Ret tekst</source>
        <translation>Edit text</translation>
    </message>
    <message>
        <source>Ryd op på tavlen</source>
        <translation>Tidy up the board</translation>
    </message>
    <message>
        <source>Saml i en gruppe</source>
        <translation>Group</translation>
    </message>
    <message>
        <source>Skriv i planen</source>
        <translation>Write in the plan</translation>
    </message>
    <message>
        <source>Skriv notat</source>
        <translation>Write a note</translation>
    </message>
    <message>
        <source>Skriv på tavlen</source>
        <translation>Write on the board</translation>
    </message>
    <message>
        <source>Slet i planen</source>
        <translation>Delete in the plan</translation>
    </message>
    <message>
        <source>Slet tavlen</source>
        <translation>Delete the board</translation>
    </message>
    <message>
        <source>Slå op</source>
        <translation>Look up</translation>
    </message>
    <message>
        <source>Start møde</source>
        <translation>Start meeting</translation>
    </message>
    <message>
        <source>Sæt ind på tavlen</source>
        <translation>Paste on the board</translation>
    </message>
    <message>
        <source>Sæt markør</source>
        <translation>Set marker</translation>
    </message>
    <message>
        <source>Sæt på tavlen</source>
        <translation>Put on the board</translation>
    </message>
    <message>
        <source>Tag billedkort tilbage</source>
        <translation>Take back a picture card</translation>
    </message>
    <message>
        <source>Tag ikke arbejde med</source>
        <translation>Leave work out</translation>
    </message>
    <message>
        <source>Tag ud af familietavlen</source>
        <translation>Take out of the family board</translation>
    </message>
    <message>
        <source>Tegn</source>
        <translation>Draw</translation>
    </message>
    <message>
        <source>Tegn ramme</source>
        <translation>Draw a frame</translation>
    </message>
    <message>
        <source>Tidsakse til eller fra</source>
        <translation>Time axis on or off</translation>
    </message>
    <message>
        <source>Tilføj måling</source>
        <translation>Add measurement</translation>
    </message>
    <message>
        <source>Tilføj til planen</source>
        <translation>Add to the plan</translation>
    </message>
    <message>
        <source>Træk samtykke tilbage</source>
        <translation>Withdraw consent</translation>
    </message>
    <message>
        <source>Uenigheden er talt igennem</source>
        <translation>The disagreement has been talked through</translation>
    </message>
    <message>
        <source>Vedhæft fil</source>
        <translation>Attach file</translation>
    </message>
    <message>
        <source>Vi er enige</source>
        <translation>We agree</translation>
    </message>
    <message>
        <source>Vælg familie</source>
        <translation>Choose family</translation>
    </message>
    <message>
        <source>Ændr størrelse</source>
        <translation>Change size</translation>
    </message>
</context>
<context>
    <name>act of life areas</name>
    <message>
        <source>Forrige livsområde</source>
        <translation>Previous life area</translation>
    </message>
    <message>
        <source>Næste livsområde</source>
        <translation>Next life area</translation>
    </message>
</context>
<context>
    <name>act of the window</name>
    <message>
        <source>Fortryd</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>Gentag</source>
        <translation>Redo</translation>
    </message>
    <message>
        <source>Giv borgeren en kopi</source>
        <translation>Give the citizen a copy</translation>
    </message>
    <message>
        <source>Gør klar til møde; i mødet: Mødet</source>
        <translation>Prepare the meeting; in it: The meeting</translation>
    </message>
    <message>
        <source>Liste</source>
        <translation>List</translation>
    </message>
    <message>
        <source>Livsområder</source>
        <translation>Life areas</translation>
    </message>
    <message>
        <source>Lås skærmen</source>
        <translation>Lock the screen</translation>
    </message>
    <message>
        <source>Samtykke</source>
        <translation>Consent</translation>
    </message>
    <message>
        <source>Skjul alt</source>
        <translation>Hide everything</translation>
    </message>
    <message>
        <source>Start møde</source>
        <translation>Start meeting</translation>
    </message>
    <message>
        <source>Søg</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>Tavle</source>
        <translation>Board</translation>
    </message>
    <message>
        <source>Vis tasterne</source>
        <translation>Show the keys</translation>
    </message>
</context>
<context>
    <name>actor</name>
    <message>
        <source>Den anden aktør findes ikke mere. Vælg en, der står i planen.</source>
        <translation>The other actor is no longer there. Choose one who is in the plan.</translation>
    </message>
    <message>
        <source>«{title}» ses af flere. Gør det fra det kort i stedet.</source>
        <translation>«{title}» is seen by more people. Do it from that card instead.</translation>
    </message>
</context>
<context>
    <name>after meeting</name>
    <message>
        <source>Behold tegningen som billede</source>
        <translation>Keep the drawing as a picture</translation>
    </message>
    <message>
        <source>Borgeren ser det ikke – Enter gemmer</source>
        <translation>The citizen does not see it – Enter saves</translation>
    </message>
    <message>
        <source>Gem borgerens kopi</source>
        <translation>Keep the citizen’s copy</translation>
    </message>
    <message>
        <source>Gem mødet til kalenderen</source>
        <translation>Keep the meeting for the calendar</translation>
    </message>
    <message>
        <source>Kun for fagfolk</source>
        <translation>For professionals only</translation>
    </message>
    <message>
        <source>Luk linjen</source>
        <translation>Close the line</translation>
    </message>
    <message>
        <source>Noten er gemt. Den står under «Det ser borgeren».</source>
        <translation>The note is saved. It is under “What the citizen sees”.</translation>
    </message>
    <message>
        <source>Ryd tegningen</source>
        <translation>Clear the drawing</translation>
    </message>
    <message>
        <source>Skriv noten, før den gemmes.</source>
        <translation>Write the note before it is saved.</translation>
    </message>
    <message>
        <source>Tegning fra mødet {day}</source>
        <translation>Drawing from the meeting on {day}</translation>
    </message>
    <message>
        <source>Tegningen er ryddet.</source>
        <translation>The drawing is cleared.</translation>
    </message>
    <message>
        <source>Tegningen ligger på en tavle for sig selv.</source>
        <translation>The drawing is on a board of its own.</translation>
    </message>
</context>
<context>
    <name>attachment</name>
    <message>
        <source>Billede</source>
        <translation>Picture</translation>
    </message>
    <message>
        <source>Billede på tavlen</source>
        <translation>Picture on the board</translation>
    </message>
    <message>
        <source>Den slags fil kan ikke vedhæftes. Gem den som PDF, billede, tekst eller almindeligt dokument.</source>
        <translation>This kind of file cannot be attached. Save it as PDF, picture, text or ordinary document.</translation>
    </message>
    <message>
        <source>Dokument</source>
        <translation>Document</translation>
    </message>
    <message>
        <source>Fil</source>
        <translation>File</translation>
    </message>
    <message>
        <source>Filen er beskadiget på denne pc og hentes igen fra serveren. Prøv igen om lidt.</source>
        <translation>The file is damaged on this PC and is fetched again from the server. Try again in a moment.</translation>
    </message>
    <message>
        <source>Filen er for stor. En vedhæftet fil må fylde højst {most} MB; gem den mindre.</source>
        <translation>The file is too large. An attached file may take up {most} MB at most; save it smaller.</translation>
    </message>
    <message>
        <source>Filen er ikke hentet endnu. Prøv igen, når pc’en har haft forbindelse.</source>
        <translation>The file has not been fetched yet. Try again when the PC has been connected.</translation>
    </message>
    <message>
        <source>Filen er tom. Vælg en fil med indhold.</source>
        <translation>The file is empty. Choose a file with content.</translation>
    </message>
    <message>
        <source>Filen kan ikke gemmes der. Vælg en anden mappe, eller gør plads på disken.</source>
        <translation>The file cannot be saved there. Choose another folder, or make room on the disk.</translation>
    </message>
    <message>
        <source>Filen kan ikke læses. Se, om den findes og ikke er åben i et andet program.</source>
        <translation>The file cannot be read. See whether it is there and not open in another program.</translation>
    </message>
    <message>
        <source>Gemt her</source>
        <translation>Saved here</translation>
    </message>
    <message>
        <source>Hentes …</source>
        <translation>Being fetched …</translation>
    </message>
    <message>
        <source>Modtaget centralt</source>
        <translation>Received centrally</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>Præsentation</source>
        <translation>Presentation</translation>
    </message>
    <message>
        <source>Regneark</source>
        <translation>Spreadsheet</translation>
    </message>
    <message>
        <source>Serveren tager ikke imod filen</source>
        <translation>The server does not take the file</translation>
    </message>
    <message>
        <source>Tekst</source>
        <translation>Text</translation>
    </message>
</context>
<context>
    <name>attendance</name>
    <message>
        <source>Ikke til stede</source>
        <translation>Not present</translation>
    </message>
    <message>
        <source>Inviteret</source>
        <translation>Invited</translation>
    </message>
    <message>
        <source>Til stede</source>
        <translation>Present</translation>
    </message>
</context>
<context>
    <name>audience</name>
    <message>
        <source>Kun fagfolk</source>
        <translation>Professionals only</translation>
    </message>
</context>
<context>
    <name>board</name>
    <message>
        <source>1 kort har de ord.</source>
        <translation>1 card has those words.</translation>
    </message>
    <message>
        <source>1 kort hører til {name}.</source>
        <translation>1 card belongs to {name}.</translation>
    </message>
    <message>
        <source>Alle kort ligger allerede på deres plads.</source>
        <translation>All cards are in their places already.</translation>
    </message>
    <message>
        <source>Billede lagt under</source>
        <translation>Picture laid under</translation>
    </message>
    <message>
        <source>Billede lagt under: {title}</source>
        <translation>Picture laid under: {title}</translation>
    </message>
    <message>
        <source>Billedet er så tydeligt, som det er.</source>
        <translation>The picture is as clear as it is.</translation>
    </message>
    <message>
        <source>Billedet er {percent} % svagere.</source>
        <translation>The picture is {percent} % fainter.</translation>
    </message>
    <message>
        <source>Billedet ligger under tavlen og er vedhæftet planen.</source>
        <translation>The picture lies under the board and is attached to the plan.</translation>
    </message>
    <message>
        <source>Billedkort …</source>
        <translation>Picture cards …</translation>
    </message>
    <message>
        <source>Der er ikke flere nye kort.</source>
        <translation>There are no more new cards.</translation>
    </message>
    <message>
        <source>Der er ingen ord at sætte ind. Kopiér først noget tekst eller nogle kort.</source>
        <translation>There are no words to paste. Copy some text or some cards first.</translation>
    </message>
    <message>
        <source>Der er ingen ord at sætte ind. Kopiér først noget tekst.</source>
        <translation>There are no words to paste. Copy some text first.</translation>
    </message>
    <message>
        <source>Der er intet tegnet på tavlen.</source>
        <translation>Nothing is drawn on the board.</translation>
    </message>
    <message>
        <source>Der er ryddet op på tavlen.</source>
        <translation>The board has been tidied.</translation>
    </message>
    <message>
        <source>Der er tegnet på tavlen med pen.</source>
        <translation>There is pen drawing on the board.</translation>
    </message>
    <message>
        <source>Der er {count} linjer. Sæt højst {most} ind ad gangen.</source>
        <translation>There are {count} lines. Paste at most {most} at a time.</translation>
    </message>
    <message>
        <source>Der står: {words}.</source>
        <translation>It says: {words}.</translation>
    </message>
    <message>
        <source>Det er klippet ud. Sæt det ind, hvor det skal ligge, eller fortryd.</source>
        <translation>It has been cut. Paste it where it should be, or undo.</translation>
    </message>
    <message>
        <source>Det er kopieret uden for mødet og sættes ikke ind her, hvor alle ser med.</source>
        <translation>It was copied outside the meeting and is not pasted here, where everyone is looking.</translation>
    </message>
    <message>
        <source>Det kopierede hører til en anden borgers plan og bliver der. Skriv det, der gælder her.</source>
        <translation>What was copied belongs to another citizen&apos;s plan and stays there. Write what applies here.</translation>
    </message>
    <message>
        <source>Det valgte er ikke samlet i en gruppe.</source>
        <translation>What is selected is not a group.</translation>
    </message>
    <message>
        <source>Dobbeltklik på tavlen, eller tryk N, og skriv det første kort</source>
        <translation>Double-click on the board, or press N, and write the first card</translation>
    </message>
    <message>
        <source>Find på tavlen …</source>
        <translation>Find on the board …</translation>
    </message>
    <message>
        <source>Flyttet til {where}.</source>
        <translation>Moved to {where}.</translation>
    </message>
    <message>
        <source>Forrige fund</source>
        <translation>Previous hit</translation>
    </message>
    <message>
        <source>Gem eller udskriv …</source>
        <translation>Save or print …</translation>
    </message>
    <message>
        <source>Giv tavlen et navn, før den gemmes.</source>
        <translation>Give the board a name before it is saved.</translation>
    </message>
    <message>
        <source>Giv tavlen et navn, før den oprettes.</source>
        <translation>Give the board a name before it is created.</translation>
    </message>
    <message>
        <source>Gør billedet svagere eller tydeligere</source>
        <translation>Make the picture fainter or clearer</translation>
    </message>
    <message>
        <source>Hent tegning fra Excalidraw …</source>
        <translation>Fetch drawing from Excalidraw …</translation>
    </message>
    <message>
        <source>Hvad skal tavlen hedde?</source>
        <translation>What is the board to be called?</translation>
    </message>
    <message>
        <source>I dag</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>I er enige om {count} kort.</source>
        <translation>You agree on {count} cards.</translation>
    </message>
    <message>
        <source>I er enige om «{title}».</source>
        <translation>You agree on «{title}».</translation>
    </message>
    <message>
        <source>Ikke enig: {words}</source>
        <translation>Does not agree: {words}</translation>
    </message>
    <message>
        <source>Ingen andre kort hører til {name} endnu.</source>
        <translation>No other cards belong to {name} yet.</translation>
    </message>
    <message>
        <source>Ingen kort har de ord.</source>
        <translation>No card has those words.</translation>
    </message>
    <message>
        <source>Klip ud</source>
        <translation>Cut</translation>
    </message>
    <message>
        <source>Kopiér</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>Kort på papir …</source>
        <translation>Cards on paper …</translation>
    </message>
    <message>
        <source>Kort {place} af {count}: «{title}».</source>
        <translation>Card {place} of {count}: «{title}».</translation>
    </message>
    <message>
        <source>Kortene viser nu de nye billeder.</source>
        <translation>The cards now show the new pictures.</translation>
    </message>
    <message>
        <source>Kortet har ingen forbindelser.</source>
        <translation>The card has no connections.</translation>
    </message>
    <message>
        <source>Kortet ligger på tavlen. Skriv dets titel, når der er tid.</source>
        <translation>The card is on the board. Write its title when there is time.</translation>
    </message>
    <message>
        <source>Lav en kopi</source>
        <translation>Make a copy</translation>
    </message>
    <message>
        <source>Lav et kort af tegningen</source>
        <translation>Make a card of the drawing</translation>
    </message>
    <message>
        <source>Lav tegningen til {kind}</source>
        <translation>Turn the drawing into {kind}</translation>
    </message>
    <message>
        <source>Lige store mellemrum, lodret</source>
        <translation>Equal gaps, down</translation>
    </message>
    <message>
        <source>Lige store mellemrum, vandret</source>
        <translation>Equal gaps, across</translation>
    </message>
    <message>
        <source>Livsområder</source>
        <translation>Life areas</translation>
    </message>
    <message>
        <source>Luk søgningen</source>
        <translation>Close the search</translation>
    </message>
    <message>
        <source>Læg billede under …</source>
        <translation>Lay picture under …</translation>
    </message>
    <message>
        <source>Læg kort fra papir på tavlen …</source>
        <translation>Put cards from paper on the board …</translation>
    </message>
    <message>
        <source>Læg på «{board}»</source>
        <translation>Put on “{board}”</translation>
    </message>
    <message>
        <source>Læser tegningen …</source>
        <translation>Reading the drawing …</translation>
    </message>
    <message>
        <source>Mennesker</source>
        <translation>People</translation>
    </message>
    <message>
        <source>Ny tavle</source>
        <translation>New board</translation>
    </message>
    <message>
        <source>Næste fund</source>
        <translation>Next hit</translation>
    </message>
    <message>
        <source>Omdøb tavlen …</source>
        <translation>Rename the board …</translation>
    </message>
    <message>
        <source>Opløs gruppen</source>
        <translation>Ungroup</translation>
    </message>
    <message>
        <source>Oversigtskort over tavlen</source>
        <translation>Overview map of the board</translation>
    </message>
    <message>
        <source>Papir, {day}</source>
        <translation>Paper, {day}</translation>
    </message>
    <message>
        <source>Planens tavle</source>
        <translation>The plan&apos;s board</translation>
    </message>
    <message>
        <source>Planens tavle kan ikke slettes. Slet de kort, der ikke skal være der.</source>
        <translation>The plan&apos;s board cannot be deleted. Delete the cards that should not be there.</translation>
    </message>
    <message>
        <source>På en tidsakse ligger kortene efter dato. Her kan kun det, der er tegnet, rettes ind.</source>
        <translation>On a time axis cards lie by date. Only what is drawn can be aligned here.</translation>
    </message>
    <message>
        <source>Ramme uden navn</source>
        <translation>Frame without a name</translation>
    </message>
    <message>
        <source>Ramme «{title}»</source>
        <translation>Frame “{title}”</translation>
    </message>
    <message>
        <source>Ret ind forneden</source>
        <translation>Align bottom</translation>
    </message>
    <message>
        <source>Ret ind foroven</source>
        <translation>Align top</translation>
    </message>
    <message>
        <source>Ret ind og saml …</source>
        <translation>Align and group …</translation>
    </message>
    <message>
        <source>Ret ind på midten, lodret linje</source>
        <translation>Align centres, vertical line</translation>
    </message>
    <message>
        <source>Ret ind på midten, vandret linje</source>
        <translation>Align middles, horizontal line</translation>
    </message>
    <message>
        <source>Ret ind til højre</source>
        <translation>Align right</translation>
    </message>
    <message>
        <source>Ret ind til venstre</source>
        <translation>Align left</translation>
    </message>
    <message>
        <source>Saml i en gruppe</source>
        <translation>Group</translation>
    </message>
    <message>
        <source>Skriv teksten, før den sættes på tavlen.</source>
        <translation>Write the text before it is put on the board.</translation>
    </message>
    <message>
        <source>Slet tavlen</source>
        <translation>Delete the board</translation>
    </message>
    <message>
        <source>Streg på «{title}»</source>
        <translation>Stroke on “{title}”</translation>
    </message>
    <message>
        <source>Streg tegnet med pennen</source>
        <translation>Stroke drawn with the pen</translation>
    </message>
    <message>
        <source>Stregen er tom. Tegn den igen.</source>
        <translation>The line is empty. Draw it again.</translation>
    </message>
    <message>
        <source>Sæt ind</source>
        <translation>Paste</translation>
    </message>
    <message>
        <source>Søg på tavlen</source>
        <translation>Search on the board</translation>
    </message>
    <message>
        <source>Tavle</source>
        <translation>Board</translation>
    </message>
    <message>
        <source>Tavle efter skabelon …</source>
        <translation>Board from a template …</translation>
    </message>
    <message>
        <source>Tavlen er sendt til printeren.</source>
        <translation>The board has been sent to the printer.</translation>
    </message>
    <message>
        <source>Tavlen har {count} kort.</source>
        <translation>The board has {count} cards.</translation>
    </message>
    <message>
        <source>Tavlen har ét kort.</source>
        <translation>The board has one card.</translation>
    </message>
    <message>
        <source>Tavlen ligger i {file}.</source>
        <translation>The board is in {file}.</translation>
    </message>
    <message>
        <source>Tavlen «{board}» er lavet. Læg kort i rammerne, og ret dem til, som de skal være.</source>
        <translation>The board “{board}” has been made. Put cards in the frames, and change them as you need.</translation>
    </message>
    <message>
        <source>Tavlen «{board}» er slettet. Kortene står stadig i planen.</source>
        <translation>The board “{board}” is deleted. The cards are still in the plan.</translation>
    </message>
    <message>
        <source>Tekst «{words}»</source>
        <translation>Text “{words}”</translation>
    </message>
    <message>
        <source>Tidsakse</source>
        <translation>Time axis</translation>
    </message>
    <message>
        <source>Til og med {day}</source>
        <translation>Until {day}</translation>
    </message>
    <message>
        <source>Til «{board}»</source>
        <translation>To “{board}”</translation>
    </message>
    <message>
        <source>Tingene ligger nu hver for sig.</source>
        <translation>The things are now by themselves.</translation>
    </message>
    <message>
        <source>Titel på kortet. Enter og Esc gemmer. Skift og Enter gemmer og begynder på et til.</source>
        <translation>Title of the card. Enter and Esc save. Shift and Enter save and begin another.</translation>
    </message>
    <message>
        <source>Træk rundt om det, der skal vælges</source>
        <translation>Drag around what is to be selected</translation>
    </message>
    <message>
        <source>Uden dato</source>
        <translation>No date</translation>
    </message>
    <message>
        <source>Uden livsområde</source>
        <translation>No life area</translation>
    </message>
    <message>
        <source>Vis alt om {name}</source>
        <translation>Show all about {name}</translation>
    </message>
    <message>
        <source>Vis det valgte</source>
        <translation>Show the selection</translation>
    </message>
    <message>
        <source>Vælg billeder af kortene</source>
        <translation>Choose pictures of the cards</translation>
    </message>
    <message>
        <source>Vælg billedet på dets kant først.</source>
        <translation>Select the picture by its edge first.</translation>
    </message>
    <message>
        <source>Vælg et billede, der skal ligge under tavlen</source>
        <translation>Choose a picture to lie under the board</translation>
    </message>
    <message>
        <source>Vælg først det, der skal kopieres.</source>
        <translation>First select what is to be copied.</translation>
    </message>
    <message>
        <source>Vælg med piletasterne, hvad «{title}» skal forbindes med, og tryk Enter. Esc fortryder.</source>
        <translation>Choose with the arrow keys what «{title}» is to be connected with, and press Enter. Esc cancels.</translation>
    </message>
    <message>
        <source>Vælg mindst to ting, der skal høre sammen.</source>
        <translation>Select at least two things that belong together.</translation>
    </message>
    <message>
        <source>Vælg mindst {count} ting, der skal rettes ind.</source>
        <translation>Select at least {count} things to align.</translation>
    </message>
    <message>
        <source>Vælg tegninger fra Excalidraw</source>
        <translation>Choose drawings from Excalidraw</translation>
    </message>
    <message>
        <source>ikke enig: {words}</source>
        <translation>does not agree: {words}</translation>
    </message>
    <message>
        <source>{actor} gør det: «{title}».</source>
        <translation>{actor} does it: «{title}».</translation>
    </message>
    <message>
        <source>{area}: {cards}.</source>
        <translation>{area}: {cards}.</translation>
    </message>
    <message>
        <source>{count} kort har de ord. Enter går til det næste.</source>
        <translation>{count} cards have those words. Enter goes to the next one.</translation>
    </message>
    <message>
        <source>{count} kort hører til {name}.</source>
        <translation>{count} cards belong to {name}.</translation>
    </message>
    <message>
        <source>{count} kort ligger nu også på «{board}».</source>
        <translation>{count} cards are now on “{board}” too.</translation>
    </message>
    <message>
        <source>{count} kort ligger på tavlen. Skriv deres titler, når der er tid.</source>
        <translation>{count} cards are on the board. Write their titles when there is time.</translation>
    </message>
    <message>
        <source>{count} kort på tavlen</source>
        <translation>Cards on the board: {count}</translation>
    </message>
    <message>
        <source>{count} ting er klippet ud. Sæt dem ind, hvor de skal ligge, eller fortryd.</source>
        <translation>{count} things have been cut. Paste them where they should be, or undo.</translation>
    </message>
    <message>
        <source>{count} ting er kopieret.</source>
        <translation>{count} things have been copied.</translation>
    </message>
    <message>
        <source>{count} ting er sat ind.</source>
        <translation>{count} things have been pasted.</translation>
    </message>
    <message>
        <source>{count} ting er slettet.</source>
        <translation>{count} things are deleted.</translation>
    </message>
    <message>
        <source>{count} ting hører nu sammen.</source>
        <translation>{count} things now belong together.</translation>
    </message>
    <message>
        <source>«{gone}» og «{kept}» er nu ét kort.</source>
        <translation>“{gone}” and “{kept}” are now one card.</translation>
    </message>
    <message>
        <source>«{source}» er forbundet med «{target}».</source>
        <translation>“{source}” is connected with “{target}”.</translation>
    </message>
    <message>
        <source>«{source}» fører til «{target}».</source>
        <translation>“{source}” leads to “{target}”.</translation>
    </message>
    <message>
        <source>«{source}» hænger sammen med «{target}».</source>
        <translation>“{source}” belongs together with “{target}”.</translation>
    </message>
    <message>
        <source>«{source}» modarbejder «{target}».</source>
        <translation>“{source}” works against “{target}”.</translation>
    </message>
    <message>
        <source>«{source}» støtter «{target}».</source>
        <translation>“{source}” supports “{target}”.</translation>
    </message>
    <message>
        <source>«{title}» er kopieret.</source>
        <translation>«{title}» has been copied.</translation>
    </message>
    <message>
        <source>«{title}» er slettet.</source>
        <translation>«{title}» is deleted.</translation>
    </message>
    <message>
        <source>«{title}» er taget af tavlen og står stadig i planen.</source>
        <translation>«{title}» is off the board and still in the plan.</translation>
    </message>
    <message>
        <source>«{title}» ligger nu også på «{board}».</source>
        <translation>«{title}» is now on “{board}” too.</translation>
    </message>
    <message>
        <source>Ét kort er sat ind.</source>
        <translation>One card has been pasted.</translation>
    </message>
</context>
<context>
    <name>board foot</name>
    <message>
        <source>1 håndskrevet kort uden titel</source>
        <translation>1 handwritten card without a title</translation>
    </message>
    <message>
        <source>1 punkt på tavlen – det er i planen</source>
        <translation>1 item on the board – it is in the plan</translation>
    </message>
    <message>
        <source>Gå til det næste, og skriv dets titel</source>
        <translation>Go to the next one and write its title</translation>
    </message>
    <message>
        <source>Nyt siden {day} · {count}</source>
        <translation>New since {day} · {count}</translation>
    </message>
    <message>
        <source>Tavle: {name}. Tryk for at skifte.</source>
        <translation>Board: {name}. Press to change.</translation>
    </message>
    <message>
        <source>Tavlen er tom</source>
        <translation>The board is empty</translation>
    </message>
    <message>
        <source>Tidsakse</source>
        <translation>Time axis</translation>
    </message>
    <message>
        <source>Tilbage til 100 %</source>
        <translation>Back to 100 %</translation>
    </message>
    <message>
        <source>Vis alt</source>
        <translation>Show everything</translation>
    </message>
    <message>
        <source>Vis som liste</source>
        <translation>Show as a list</translation>
    </message>
    <message>
        <source>Zoom ind</source>
        <translation>Zoom in</translation>
    </message>
    <message>
        <source>Zoom ud</source>
        <translation>Zoom out</translation>
    </message>
    <message>
        <source>{count} håndskrevne kort uden titel</source>
        <translation>{count} handwritten cards without a title</translation>
    </message>
    <message>
        <source>{count} punkter på tavlen – alle er i planen</source>
        <translation>{count} items on the board – all are in the plan</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent} %</translation>
    </message>
</context>
<context>
    <name>board key</name>
    <message>
        <source>100 %</source>
        <translation>100 %</translation>
    </message>
    <message>
        <source>Bredere; en indsats en dag længere</source>
        <translation>Wider; an intervention a day longer</translation>
    </message>
    <message>
        <source>Dato</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>Det næste, målet mangler at sige</source>
        <translation>The next thing the goal does not say yet</translation>
    </message>
    <message>
        <source>Det næste, tavlen fortæller, og hvorfor</source>
        <translation>The next thing the board tells, and why</translation>
    </message>
    <message>
        <source>En dag frem</source>
        <translation>One day forward</translation>
    </message>
    <message>
        <source>En dag tilbage</source>
        <translation>One day back</translation>
    </message>
    <message>
        <source>En måned frem</source>
        <translation>One month forward</translation>
    </message>
    <message>
        <source>En måned tilbage</source>
        <translation>One month back</translation>
    </message>
    <message>
        <source>En række ned</source>
        <translation>One row down</translation>
    </message>
    <message>
        <source>En række op</source>
        <translation>One row up</translation>
    </message>
    <message>
        <source>Find på tavlen</source>
        <translation>Find on the board</translation>
    </message>
    <message>
        <source>Forbind</source>
        <translation>Connect</translation>
    </message>
    <message>
        <source>Forrige kort</source>
        <translation>Previous card</translation>
    </message>
    <message>
        <source>Forrige nye</source>
        <translation>Previous new one</translation>
    </message>
    <message>
        <source>Forrige ramme, tekst, streg eller forbindelse</source>
        <translation>Previous frame, text, stroke or line</translation>
    </message>
    <message>
        <source>Fortryd</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>Følg forbindelsen</source>
        <translation>Follow the connection</translation>
    </message>
    <message>
        <source>Første kort</source>
        <translation>First card</translation>
    </message>
    <message>
        <source>Gentag</source>
        <translation>Redo</translation>
    </message>
    <message>
        <source>Hvem gør det</source>
        <translation>Who does it</translation>
    </message>
    <message>
        <source>Højere</source>
        <translation>Taller</translation>
    </message>
    <message>
        <source>Klip ud</source>
        <translation>Cut</translation>
    </message>
    <message>
        <source>Kopiér</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>Kort, der følger af dette</source>
        <translation>Card that follows from this one</translation>
    </message>
    <message>
        <source>Kortets næste forbindelse; K fører den et andet sted hen</source>
        <translation>The card&apos;s next connection; K leads it elsewhere</translation>
    </message>
    <message>
        <source>Lav en kopi</source>
        <translation>Make a copy</translation>
    </message>
    <message>
        <source>Lavere</source>
        <translation>Lower</translation>
    </message>
    <message>
        <source>Lige store mellemrum, lodret</source>
        <translation>Equal gaps, down</translation>
    </message>
    <message>
        <source>Lige store mellemrum, vandret</source>
        <translation>Equal gaps, across</translation>
    </message>
    <message>
        <source>Livsområdet over</source>
        <translation>Life area above</translation>
    </message>
    <message>
        <source>Livsområdet under</source>
        <translation>Life area below</translation>
    </message>
    <message>
        <source>Nyt kort</source>
        <translation>New card</translation>
    </message>
    <message>
        <source>Nyt siden sidst</source>
        <translation>New since last time</translation>
    </message>
    <message>
        <source>Nærmeste kort over</source>
        <translation>Nearest card above</translation>
    </message>
    <message>
        <source>Nærmeste kort til højre</source>
        <translation>Nearest card to the right</translation>
    </message>
    <message>
        <source>Nærmeste kort til venstre</source>
        <translation>Nearest card to the left</translation>
    </message>
    <message>
        <source>Nærmeste kort under</source>
        <translation>Nearest card below</translation>
    </message>
    <message>
        <source>Næste kort</source>
        <translation>Next card</translation>
    </message>
    <message>
        <source>Næste nye</source>
        <translation>Next new one</translation>
    </message>
    <message>
        <source>Næste ramme, tekst, streg eller forbindelse</source>
        <translation>Next frame, text, stroke or line</translation>
    </message>
    <message>
        <source>Opløs gruppen</source>
        <translation>Ungroup</translation>
    </message>
    <message>
        <source>Pen</source>
        <translation>Pen</translation>
    </message>
    <message>
        <source>Pennens næste farve</source>
        <translation>The pen&apos;s next colour</translation>
    </message>
    <message>
        <source>Ramme om det valgte</source>
        <translation>Frame around the selection</translation>
    </message>
    <message>
        <source>Ret ind forneden</source>
        <translation>Align bottom</translation>
    </message>
    <message>
        <source>Ret ind foroven</source>
        <translation>Align top</translation>
    </message>
    <message>
        <source>Ret ind og saml …</source>
        <translation>Align and group …</translation>
    </message>
    <message>
        <source>Ret ind på midten, lodret linje</source>
        <translation>Align centres, vertical line</translation>
    </message>
    <message>
        <source>Ret ind på midten, vandret linje</source>
        <translation>Align middles, horizontal line</translation>
    </message>
    <message>
        <source>Ret ind til højre</source>
        <translation>Align right</translation>
    </message>
    <message>
        <source>Ret ind til venstre</source>
        <translation>Align left</translation>
    </message>
    <message>
        <source>Saml i en gruppe</source>
        <translation>Group</translation>
    </message>
    <message>
        <source>Sidste kort</source>
        <translation>Last card</translation>
    </message>
    <message>
        <source>Skriv på kortet</source>
        <translation>Write on the card</translation>
    </message>
    <message>
        <source>Slet</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>Slip værktøj og valg</source>
        <translation>Let go of tool and selection</translation>
    </message>
    <message>
        <source>Smallere; en indsats en dag kortere</source>
        <translation>Narrower; an intervention a day shorter</translation>
    </message>
    <message>
        <source>Sæt ind</source>
        <translation>Paste</translation>
    </message>
    <message>
        <source>Tavlen, som den stod på en dag</source>
        <translation>The board as it stood on a day</translation>
    </message>
    <message>
        <source>Tekst</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Til panelet og tilbage</source>
        <translation>To the panel and back</translation>
    </message>
    <message>
        <source>Tynd eller bred pen</source>
        <translation>Thin or broad pen</translation>
    </message>
    <message>
        <source>Vi er enige</source>
        <translation>We agree</translation>
    </message>
    <message>
        <source>Vis alt</source>
        <translation>Show everything</translation>
    </message>
    <message>
        <source>Vis det valgte</source>
        <translation>Show the selection</translation>
    </message>
    <message>
        <source>Vis som tabel</source>
        <translation>Show as a table</translation>
    </message>
    <message>
        <source>Viskelæder</source>
        <translation>Eraser</translation>
    </message>
    <message>
        <source>Vælg</source>
        <translation>Select</translation>
    </message>
    <message>
        <source>Vælg alle kort</source>
        <translation>Select all cards</translation>
    </message>
    <message>
        <source>Vælg alt, også det tegnede</source>
        <translation>Select everything, drawings too</translation>
    </message>
    <message>
        <source>Vælg også kortet over</source>
        <translation>Also select the card above</translation>
    </message>
    <message>
        <source>Vælg også kortet til højre</source>
        <translation>Also select the card to the right</translation>
    </message>
    <message>
        <source>Vælg også kortet til venstre</source>
        <translation>Also select the card to the left</translation>
    </message>
    <message>
        <source>Vælg også kortet under</source>
        <translation>Also select the card below</translation>
    </message>
    <message>
        <source>Zoom ind</source>
        <translation>Zoom in</translation>
    </message>
    <message>
        <source>Zoom ud</source>
        <translation>Zoom out</translation>
    </message>
</context>
<context>
    <name>board out</name>
    <message>
        <source>Billede (PNG)</source>
        <translation>Picture (PNG)</translation>
    </message>
    <message>
        <source>Billede, der kan gøres større (SVG)</source>
        <translation>Picture that can be enlarged (SVG)</translation>
    </message>
    <message>
        <source>Excalidraw</source>
        <translation>Excalidraw</translation>
    </message>
    <message>
        <source>Gem eller udskriv tavlen</source>
        <translation>Save or print the board</translation>
    </message>
    <message>
        <source>Gem tavlen</source>
        <translation>Save the board</translation>
    </message>
    <message>
        <source>Gem …</source>
        <translation>Save …</translation>
    </message>
    <message>
        <source>Hele tavlen</source>
        <translation>The whole board</translation>
    </message>
    <message>
        <source>Hvad</source>
        <translation>What</translation>
    </message>
    <message>
        <source>Intet på tavlen, der må gives ud, hedder «{name}». Kontrollér titlen.</source>
        <translation>Nothing on the board that may be given out is called «{name}». Check the title.</translation>
    </message>
    <message>
        <source>Kun det valgte</source>
        <translation>Only what is selected</translation>
    </message>
    <message>
        <source>Laver siderne …</source>
        <translation>Making the pages …</translation>
    </message>
    <message>
        <source>Luk</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>PDF til udskrift</source>
        <translation>PDF for printing</translation>
    </message>
    <message>
        <source>Papir</source>
        <translation>Paper</translation>
    </message>
    <message>
        <source>Planen har ingen tavle med det navn eller id. Kontrollér navnet.</source>
        <translation>The plan has no board with that name or id. Check the name.</translation>
    </message>
    <message>
        <source>Som</source>
        <translation>As</translation>
    </message>
    <message>
        <source>Sådan bliver det første ark</source>
        <translation>This is how the first sheet will look</translation>
    </message>
    <message>
        <source>Tavle</source>
        <translation>Board</translation>
    </message>
    <message>
        <source>Tavlen er tom.</source>
        <translation>The board is empty.</translation>
    </message>
    <message>
        <source>Udskriv …</source>
        <translation>Print …</translation>
    </message>
    <message>
        <source>tavle.excalidraw</source>
        <translation>board.excalidraw</translation>
    </message>
    <message>
        <source>tavle.pdf</source>
        <translation>board.pdf</translation>
    </message>
    <message>
        <source>tavle.png</source>
        <translation>board.png</translation>
    </message>
    <message>
        <source>tavle.svg</source>
        <translation>board.svg</translation>
    </message>
    <message>
        <source>{count} ark {paper}, så alt kan læses. De mindste bogstaver er {points} punkt.</source>
        <translation>{count} sheets of {paper}, so that all can be read. The smallest letters are {points} points.</translation>
    </message>
    <message>
        <source>{count} kort er kun for fagfolk og er ikke med.</source>
        <translation>{count} cards are for professionals only and are left out.</translation>
    </message>
    <message>
        <source>{title} · {day}</source>
        <translation>{title} · {day}</translation>
    </message>
    <message>
        <source>{title} · {day} · side {page} af {pages}</source>
        <translation>{title} · {day} · page {page} of {pages}</translation>
    </message>
    <message>
        <source>Ét ark {paper}. De mindste bogstaver er {points} punkt.</source>
        <translation>One sheet of {paper}. The smallest letters are {points} points.</translation>
    </message>
</context>
<context>
    <name>board panel</name>
    <message>
        <source>Ansvarlig</source>
        <translation>Responsible</translation>
    </message>
    <message>
        <source>Billede af det, der er skrevet i hånden</source>
        <translation>Picture of what was written by hand</translation>
    </message>
    <message>
        <source>Det er jeg ikke enig i</source>
        <translation>I do not agree with this</translation>
    </message>
    <message>
        <source>Det er talt igennem</source>
        <translation>It has been talked through</translation>
    </message>
    <message>
        <source>Forbindelsen siger</source>
        <translation>The connection says</translation>
    </message>
    <message>
        <source>Fra</source>
        <translation>From</translation>
    </message>
    <message>
        <source>Frist</source>
        <translation>Deadline</translation>
    </message>
    <message>
        <source>Hvad er det?</source>
        <translation>What is it?</translation>
    </message>
    <message>
        <source>Hvad er du ikke enig i? Skriv med egne ord</source>
        <translation>What do you not agree with? Write in your own words</translation>
    </message>
    <message>
        <source>Hvornår</source>
        <translation>When</translation>
    </message>
    <message>
        <source>Hænger sammen med</source>
        <translation>Belongs together with</translation>
    </message>
    <message>
        <source>I er enige om det her.</source>
        <translation>You agree on this.</translation>
    </message>
    <message>
        <source>Ikke enig: «{words}»</source>
        <translation>Does not agree: “{words}”</translation>
    </message>
    <message>
        <source>Ikke valgt</source>
        <translation>Not chosen</translation>
    </message>
    <message>
        <source>Ingen endnu</source>
        <translation>Nobody yet</translation>
    </message>
    <message>
        <source>Lav om til {kind}</source>
        <translation>Turn into: {kind}</translation>
    </message>
    <message>
        <source>Livsområde</source>
        <translation>Life area</translation>
    </message>
    <message>
        <source>Luk panelet</source>
        <translation>Close the panel</translation>
    </message>
    <message>
        <source>Med egne ord</source>
        <translation>In their own words</translation>
    </message>
    <message>
        <source>Med egne ord – Enter gemmer</source>
        <translation>In your own words – Enter saves</translation>
    </message>
    <message>
        <source>Samme person som …</source>
        <translation>Same person as …</translation>
    </message>
    <message>
        <source>Til</source>
        <translation>To</translation>
    </message>
    <message>
        <source>Tryk for at skrive på kortet</source>
        <translation>Press to write on the card</translation>
    </message>
    <message>
        <source>Vi er enige</source>
        <translation>We agree</translation>
    </message>
    <message>
        <source>{kind}. Tryk for at lave kortet om.</source>
        <translation>{kind}. Press to turn the card into something else.</translation>
    </message>
    <message>
        <source>Åbn i planen</source>
        <translation>Open in the plan</translation>
    </message>
</context>
<context>
    <name>bridge</name>
    <message>
        <source>Noget gik galt. Det, der er gemt, er der stadig. Prøv igen.</source>
        <translation>Something went wrong. What was saved is still there. Try again.</translation>
    </message>
</context>
<context>
    <name>calendar</name>
    <message>
        <source>Møde om min plan</source>
        <translation>Meeting about my plan</translation>
    </message>
</context>
<context>
    <name>card</name>
    <message>
        <source>Fra {day}</source>
        <translation>From {day}</translation>
    </message>
    <message>
        <source>Gjort</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Håndskrevet kort ({kind})</source>
        <translation>Handwritten card ({kind})</translation>
    </message>
    <message>
        <source>Ikke godkendt</source>
        <translation>Not accepted</translation>
    </message>
    <message>
        <source>Ny</source>
        <translation>New</translation>
    </message>
    <message>
        <source>Nævnt {day}</source>
        <translation>Mentioned {day}</translation>
    </message>
    <message>
        <source>Stoppet</source>
        <translation>Stopped</translation>
    </message>
    <message>
        <source>Til {day}</source>
        <translation>Until {day}</translation>
    </message>
    <message>
        <source>To versioner</source>
        <translation>Two versions</translation>
    </message>
    <message>
        <source>Uden titel</source>
        <translation>No title</translation>
    </message>
    <message>
        <source>{start} – {end}</source>
        <translation>{start} – {end}</translation>
    </message>
</context>
<context>
    <name>citizen</name>
    <message>
        <source>Adresse</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>Borgeren</source>
        <translation>The citizen</translation>
    </message>
    <message>
        <source>CPR-nummer</source>
        <translation>CPR number</translation>
    </message>
    <message>
        <source>CPR-nummeret kan ikke passe. Ret det, eller lad det være tomt.</source>
        <translation>The CPR number cannot be right. Correct it, or leave it empty.</translation>
    </message>
    <message>
        <source>Efternavn</source>
        <translation>Surname</translation>
    </message>
    <message>
        <source>Fornavn</source>
        <translation>First name</translation>
    </message>
    <message>
        <source>Fortryd</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Kan vente</source>
        <translation>Can wait</translation>
    </message>
    <message>
        <source>Navne- og adressebeskyttelse</source>
        <translation>Name and address protection</translation>
    </message>
    <message>
        <source>Ny borger</source>
        <translation>New citizen</translation>
    </message>
    <message>
        <source>Opret</source>
        <translation>Create</translation>
    </message>
    <message>
        <source>Skriv mindst ét navn, før borgeren gemmes.</source>
        <translation>Write at least one name before the citizen is saved.</translation>
    </message>
    <message>
        <source>Telefon</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>Ukendt borger</source>
        <translation>Unknown citizen</translation>
    </message>
</context>
<context>
    <name>citizens</name>
    <message>
        <source>Hent fra fil</source>
        <translation>Fetch from a file</translation>
    </message>
    <message>
        <source>Her er ingen borgere endnu. Vælg «Ny borger», eller hent dem fra en fil.</source>
        <translation>There are no citizens here yet. Choose “New citizen”, or fetch them from a file.</translation>
    </message>
    <message>
        <source>Her er ingen borgere.</source>
        <translation>There are no citizens here.</translation>
    </message>
    <message>
        <source>Ingen på denne pc passer. Prøv med færre bogstaver.</source>
        <translation>Nobody on this PC matches. Try with fewer letters.</translation>
    </message>
    <message>
        <source>Mine borgere</source>
        <translation>My citizens</translation>
    </message>
    <message>
        <source>Navn, fødselsdato, CPR eller adresse</source>
        <translation>Name, date of birth, CPR or address</translation>
    </message>
    <message>
        <source>Ny borger</source>
        <translation>New citizen</translation>
    </message>
    <message>
        <source>Søg i mine borgere</source>
        <translation>Search my citizens</translation>
    </message>
    <message>
        <source>{count} fundet på denne pc</source>
        <translation>{count} found on this PC</translation>
    </message>
    <message>
        <source>{count} på denne pc</source>
        <translation>{count} on this PC</translation>
    </message>
</context>
<context>
    <name>closing</name>
    <message>
        <source>Afslut møde</source>
        <translation>End the meeting</translation>
    </message>
    <message>
        <source>Aftal mødet</source>
        <translation>Agree on the meeting</translation>
    </message>
    <message>
        <source>Dag og klokkeslæt</source>
        <translation>Day and time</translation>
    </message>
    <message>
        <source>Der er ikke skrevet noget ved mødet endnu.</source>
        <translation>Nothing has been written at the meeting yet.</translation>
    </message>
    <message>
        <source>Der er ingen aktører i planen endnu.</source>
        <translation>There are no actors in the plan yet.</translation>
    </message>
    <message>
        <source>Det blev I enige om</source>
        <translation>What you agreed on</translation>
    </message>
    <message>
        <source>Det er jeg ikke enig i: {words}</source>
        <translation>I do not agree with this: {words}</translation>
    </message>
    <message>
        <source>Giv {name} en kopi</source>
        <translation>Give {name} a copy</translation>
    </message>
    <message>
        <source>Hvem er med?</source>
        <translation>Who is here?</translation>
    </message>
    <message>
        <source>Ledige, så vidt Enplan ved. Sig, hvem der er med, så ses deres møder også.</source>
        <translation>Free, as far as Enplan knows. Say who is there, and their meetings are seen too.</translation>
    </message>
    <message>
        <source>Ledige, så vidt Enplan ved: {known} af {people} kalendere kendes.</source>
        <translation>Free, as far as Enplan knows: {known} of {people} calendars are known.</translation>
    </message>
    <message>
        <source>Næste møde</source>
        <translation>Next meeting</translation>
    </message>
    <message>
        <source>Senere</source>
        <translation>Later</translation>
    </message>
    <message>
        <source>Sted</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>fx hjemme</source>
        <translation>e.g. at home</translation>
    </message>
    <message>
        <source>{name}: {attendance}</source>
        <translation>{name}: {attendance}</translation>
    </message>
    <message>
        <source>{weekday} {day} kl. {time}</source>
        <translation>{weekday} {day} at {time}</translation>
    </message>
</context>
<context>
    <name>command</name>
    <message>
        <source>  … og {count} mere, som er afvist; --json viser alle.</source>
        <translation>  … and {count} more that were refused; --json shows them all.</translation>
    </message>
    <message>
        <source>--board kræver --citizen: navnet gælder kun i én plan.</source>
        <translation>--board needs --citizen: the name means something in one plan only.</translation>
    </message>
    <message>
        <source>--only kræver --citizen: titlen gælder kun i én plan.</source>
        <translation>--only needs --citizen: the title holds in one plan alone.</translation>
    </message>
    <message>
        <source>--paper er a3, a4 eller a5 og gælder kun formatet board-pdf.</source>
        <translation>--paper is a3, a4 or a5 and applies to the format board-pdf alone.</translation>
    </message>
    <message>
        <source>Adgangskode til serveren</source>
        <translation>Password for the server</translation>
    </message>
    <message>
        <source>Adgangssætning</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>Afbrudt.</source>
        <translation>Interrupted.</translation>
    </message>
    <message>
        <source>Aflevér kun det usendte, uden adgangssætning; serveren kan læse det.</source>
        <translation>Deliver only what is unsent, without a passphrase; the server can read it.</translation>
    </message>
    <message>
        <source>Borgeren findes ikke på denne pc. Find id’er med «enplan list».</source>
        <translation>The citizen is not on this PC. Find ids with “enplan list”.</translation>
    </message>
    <message>
        <source>Borgeren, hvis plan filen hører til.</source>
        <translation>The citizen whose plan the file belongs to.</translation>
    </message>
    <message>
        <source>Borgeren, hvis plan tegninger fra Excalidraw hører til.</source>
        <translation>The citizen whose plan drawings from Excalidraw belong to.</translation>
    </message>
    <message>
        <source>Borgerens plan har intet med det id. Find det med «enplan show».</source>
        <translation>The citizen’s plan has nothing with that id. Find it with “enplan show”.</translation>
    </message>
    <message>
        <source>Brug: </source>
        <translation>Usage: </translation>
    </message>
    <message>
        <source>Brugernavn; adgangskoden læses fra ENPLAN_PASSWORD.</source>
        <translation>User name; the password is read from ENPLAN_PASSWORD.</translation>
    </message>
    <message>
        <source>Brugt fra kommandolinjen</source>
        <translation>Used from the command line</translation>
    </message>
    <message>
        <source>Den private del af nødnøglen; dens adgangskode læses fra ENPLAN_KEY_PASSWORD.</source>
        <translation>The private part of the escrow key; its password is read from ENPLAN_KEY_PASSWORD.</translation>
    </message>
    <message>
        <source>Der er ingen borgere på denne pc.</source>
        <translation>There are no citizens on this PC.</translation>
    </message>
    <message>
        <source>Der er ingen vedhæftet fil med det id. Find det med «enplan show».</source>
        <translation>There is no attached file with that id. Find it with “enplan show”.</translation>
    </message>
    <message>
        <source>Der er intet med det id på denne pc. Find id’er med «enplan list».</source>
        <translation>There is nothing with that id on this PC. Find ids with “enplan list”.</translation>
    </message>
    <message>
        <source>Der mangler {name}.</source>
        <translation>{name} is missing.</translation>
    </message>
    <message>
        <source>Der skete en fejl i programmet. Det gemte er stadig gemt.</source>
        <translation>An error happened in the program. What was saved is still saved.</translation>
    </message>
    <message>
        <source>Det mål, den aftale eller andet, som filen hører til.</source>
        <translation>The goal, agreement or other thing that the file belongs to.</translation>
    </message>
    <message>
        <source>Dette program kan ikke forbinde til en server. Installér Enplan igen.</source>
        <translation>This program cannot connect to a server. Install Enplan again.</translation>
    </message>
    <message>
        <source>Filen er fjernet fra planen.</source>
        <translation>The file was taken off the plan.</translation>
    </message>
    <message>
        <source>Filen er vedhæftet med id {identity}.</source>
        <translation>The file is attached with id {identity}.</translation>
    </message>
    <message>
        <source>Filen, som arkene skrives til.</source>
        <translation>The file that the sheets are written to.</translation>
    </message>
    <message>
        <source>Fjern en vedhæftet fil fra planen; det kan fortrydes.</source>
        <translation>Take an attached file off the plan; it can be undone.</translation>
    </message>
    <message>
        <source>Formatet {name} findes ikke. Vælg mellem: {names}.</source>
        <translation>There is no format {name}. Choose one of: {names}.</translation>
    </message>
    <message>
        <source>Gem en vedhæftet fil uden for Enplan; det bliver skrevet i loggen.</source>
        <translation>Save an attached file outside Enplan; it is written to the log.</translation>
    </message>
    <message>
        <source>Gendannelseskoder, hver til én gang (skriv dem ned):</source>
        <translation>Recovery codes, each good once (write them down):</translation>
    </message>
    <message>
        <source>Giv en profil en ny adgangssætning med kommunens nødnøgle.</source>
        <translation>Give a profile a new passphrase with the municipality’s escrow key.</translation>
    </message>
    <message>
        <source>Giv nøglen et navn</source>
        <translation>Give the key a name</translation>
    </message>
    <message>
        <source>Hent filer fra andre systemer (FHIR R4 som JSON), og tegninger fra Excalidraw med --citizen.</source>
        <translation>Import files from other systems (FHIR R4 as JSON), and drawings from Excalidraw with --citizen.</translation>
    </message>
    <message>
        <source>Hvad filen skal hedde; ellers som den hedder nu.</source>
        <translation>What the file is to be called; otherwise as it is called now.</translation>
    </message>
    <message>
        <source>Hvor mange ark; ellers ét.</source>
        <translation>How many sheets; one unless told.</translation>
    </message>
    <message>
        <source>Hvorfor borgeren slås op; det skrives i loggen.</source>
        <translation>Why the citizen is looked up; this is written in the log.</translation>
    </message>
    <message>
        <source>KOMMANDO [VALG] …</source>
        <translation>COMMAND [OPTIONS] …</translation>
    </message>
    <message>
        <source>Kode fra din app, eller Enter for at sætte en sikkerhedsnøgle op i stedet</source>
        <translation>Code from your app, or Enter to set up a security key instead</translation>
    </message>
    <message>
        <source>Kode fra din app, eller en gendannelseskode</source>
        <translation>Code from your app, or a recovery code</translation>
    </message>
    <message>
        <source>Kode, eller Enter for at bruge din sikkerhedsnøgle</source>
        <translation>Code, or Enter to use your security key</translation>
    </message>
    <message>
        <source>Koden passer ikke.</source>
        <translation>The code does not fit.</translation>
    </message>
    <message>
        <source>Koden på udskriften, hel eller de første 12.</source>
        <translation>The code on the print, whole or the first 12 characters.</translation>
    </message>
    <message>
        <source>Kommandoen findes ikke.</source>
        <translation>There is no such command.</translation>
    </message>
    <message>
        <source>Kommandoer</source>
        <translation>Commands</translation>
    </message>
    <message>
        <source>Kommunens offentlige nødnøgle, så data kan reddes med «enplan recover».</source>
        <translation>The municipality’s public escrow key, so that data can be rescued with “enplan recover”.</translation>
    </message>
    <message>
        <source>Kontrollér, at alt på denne pc er helt, eller at en udskrift er ægte.</source>
        <translation>Check that everything on this PC is whole, or that a print is genuine.</translation>
    </message>
    <message>
        <source>Kortene på hvert ark, for eksempel wish=2,goal=2; ellers en god blanding.</source>
        <translation>The cards on each sheet, for example wish=2,goal=2; a good mix unless told.</translation>
    </message>
    <message>
        <source>Kortene «{part}» kan ikke læses. Skriv for eksempel wish=2; der kan vælges: {names}.</source>
        <translation>The cards “{part}” cannot be read. Write for example wish=2; you can choose: {names}.</translation>
    </message>
    <message>
        <source>Kun borgeren med dette id.</source>
        <translation>Only the citizen with this id.</translation>
    </message>
    <message>
        <source>Kun det på tavlen, der har denne titel eller dette id; kan gentages.</source>
        <translation>Only what on the board has this title or this id; can be repeated.</translation>
    </message>
    <message>
        <source>Kun tavlen med dette navn eller id.</source>
        <translation>Only the board with this name or id.</translation>
    </message>
    <message>
        <source>Lav ark med kort, der skrives på i hånden, som PDF til at printe.</source>
        <translation>Make sheets of cards to write on by hand, as PDF to print.</translation>
    </message>
    <message>
        <source>Læg denne nøgle i en godkendelsesapp på din telefon: {secret}</source>
        <translation>Put this key into an authenticator app on your phone: {secret}</translation>
    </message>
    <message>
        <source>Mappen med profilen; ellers brugerens egen.</source>
        <translation>The folder with the profile; otherwise the user’s own.</translation>
    </message>
    <message>
        <source>Mappen til filerne, eller filen til én borger.</source>
        <translation>The folder for the files, or the file for one citizen.</translation>
    </message>
    <message>
        <source>Navnet på det system, filerne kommer fra.</source>
        <translation>The name of the system the files come from.</translation>
    </message>
    <message>
        <source>Ny adgangssætning</source>
        <translation>New passphrase</translation>
    </message>
    <message>
        <source>Opret en profil på denne pc, med eller uden server.</source>
        <translation>Create a profile on this PC, with or without a server.</translation>
    </message>
    <message>
        <source>PIN-koden er forkert.</source>
        <translation>The PIN is wrong.</translation>
    </message>
    <message>
        <source>Papiret {name} findes ikke. Vælg a4 eller a3.</source>
        <translation>There is no paper {name}. Choose a4 or a3.</translation>
    </message>
    <message>
        <source>Plannummeret på en udskrift.</source>
        <translation>The plan number on a print.</translation>
    </message>
    <message>
        <source>Profilen er oprettet i {folder}.</source>
        <translation>The profile has been created in {folder}.</translation>
    </message>
    <message>
        <source>Profilen hører til serveren {server}. Udelad --server.</source>
        <translation>The profile belongs to the server {server}. Leave out --server.</translation>
    </message>
    <message>
        <source>Profilen i {folder} har fået en ny adgangssætning.</source>
        <translation>The profile in {folder} has a new passphrase.</translation>
    </message>
    <message>
        <source>Profilen kender ingen server. Skriv dens adresse med --server.</source>
        <translation>The profile knows no server. Give its address with --server.</translation>
    </message>
    <message>
        <source>Rør ved nøglen nu.</source>
        <translation>Touch the key now.</translation>
    </message>
    <message>
        <source>Se hvordan med «{command} --help».</source>
        <translation>See how with “{command} --help”.</translation>
    </message>
    <message>
        <source>Send det, der venter, og hent det nye fra serveren.</source>
        <translation>Send what is waiting, and fetch what is new from the server.</translation>
    </message>
    <message>
        <source>Serveren beder om adgangskoden igen. Sæt ENPLAN_PASSWORD, og kør kommandoen en gang til.</source>
        <translation>The server asks for the password again. Set ENPLAN_PASSWORD, and run the command once more.</translation>
    </message>
    <message>
        <source>Serveren beder om en kode fra din app. Sæt ENPLAN_CODE, og kør kommandoen en gang til.</source>
        <translation>The server asks for a code from your app. Set ENPLAN_CODE and run the command again.</translation>
    </message>
    <message>
        <source>Serverens adresse, for eksempel https://enplan.kommune.dk.</source>
        <translation>The server’s address, for example https://enplan.kommune.dk.</translation>
    </message>
    <message>
        <source>Serverens historik passer ikke til det, pc&apos;en har. Kør «enplan verify», og sig det videre.</source>
        <translation>The server’s history does not fit what this computer has. Run “enplan verify”, and pass it on.</translation>
    </message>
    <message>
        <source>Skriv både --plan og --hash, som de står på udskriften.</source>
        <translation>Give both --plan and --hash as they stand on the print.</translation>
    </message>
    <message>
        <source>Skriv den igen</source>
        <translation>Write it again</translation>
    </message>
    <message>
        <source>Skriv dit brugernavn på serveren med --user.</source>
        <translation>Give your user name on the server with --user.</translation>
    </message>
    <message>
        <source>Skriv med --citizen, hvis plan tegningerne hører til.</source>
        <translation>Say with --citizen whose plan the drawings belong to.</translation>
    </message>
    <message>
        <source>Skriv planer til filer; uden --citizen én fil for hver borger.</source>
        <translation>Write plans to files; without --citizen one file for each citizen.</translation>
    </message>
    <message>
        <source>Skriv svaret som JSON.</source>
        <translation>Write the answer as JSON.</translation>
    </message>
    <message>
        <source>Valg</source>
        <translation>Options</translation>
    </message>
    <message>
        <source>Valget {name} findes ikke.</source>
        <translation>There is no option {name}.</translation>
    </message>
    <message>
        <source>Vedhæft en fil til en borgers plan, eller til én ting i den.</source>
        <translation>Attach a file to a citizen’s plan, or to one thing in it.</translation>
    </message>
    <message>
        <source>Vis alt om en borger, eller én oplysning, efter id.</source>
        <translation>Show everything about a citizen, or one piece of information, by id.</translation>
    </message>
    <message>
        <source>Vis borgerne på denne pc.</source>
        <translation>Show the citizens on this PC.</translation>
    </message>
    <message>
        <source>Vis denne hjælp.</source>
        <translation>Show this help.</translation>
    </message>
    <message>
        <source>Vis også beskyttet navn og adresse.</source>
        <translation>Show protected name and address too.</translation>
    </message>
    <message>
        <source>[VALG]</source>
        <translation>[OPTIONS]</translation>
    </message>
    <message>
        <source>[skal skrives]</source>
        <translation>[required]</translation>
    </message>
    <message>
        <source>a3, a4 eller a5, for board-pdf; ellers a4.</source>
        <translation>a3, a4 or a5, for board-pdf; else a4.</translation>
    </message>
    <message>
        <source>a4 eller a3; ellers a4.</source>
        <translation>a4 or a3; a4 unless told.</translation>
    </message>
    <message>
        <source>pdf, fhir, svg, png, board-pdf, excalidraw eller excalidrawlib.</source>
        <translation>pdf, fhir, svg, png, board-pdf, excalidraw or excalidrawlib.</translation>
    </message>
    <message>
        <source>{count} afvist</source>
        <translation>{count} refused</translation>
    </message>
    <message>
        <source>{count} gemt ved siden af</source>
        <translation>{count} kept beside</translation>
    </message>
    <message>
        <source>{count} hentet</source>
        <translation>{count} fetched</translation>
    </message>
    <message>
        <source>{count} ikke godkendt</source>
        <translation>{count} not accepted</translation>
    </message>
    <message>
        <source>{count} kendt i forvejen</source>
        <translation>{count} known before</translation>
    </message>
    <message>
        <source>{count} med to versioner, som skal afgøres</source>
        <translation>{count} with two versions, to be settled</translation>
    </message>
    <message>
        <source>{count} sendt</source>
        <translation>{count} sent</translation>
    </message>
    <message>
        <source>{count} sprunget over</source>
        <translation>{count} skipped</translation>
    </message>
    <message>
        <source>{count} taget med</source>
        <translation>{count} taken in</translation>
    </message>
    <message>
        <source>{count} udsat af serveren</source>
        <translation>{count} put off by the server</translation>
    </message>
    <message>
        <source>{count} ændringer afleveret, uden at profilen blev åbnet.</source>
        <translation>{count} changes delivered without opening the profile.</translation>
    </message>
    <message>
        <source>{count} ændringer afleveret.</source>
        <translation>{count} changes delivered.</translation>
    </message>
    <message>
        <source>{name} kan ikke bruges, som det er skrevet.</source>
        <translation>{name} cannot be used as it is written.</translation>
    </message>
    <message>
        <source>{path}: afvist. {reason}</source>
        <translation>{path}: refused. {reason}</translation>
    </message>
    <message>
        <source>{path}: ark {names}.</source>
        <translation>{path}: sheet {names}.</translation>
    </message>
    <message>
        <source>{path}: læst. Oplysninger: {count}</source>
        <translation>{path}: read. Pieces of information: {count}</translation>
    </message>
    <message>
        <source>Én plan for en borger. Uden kommando åbnes vinduet.</source>
        <translation>One plan for a citizen. Without a command the window opens.</translation>
    </message>
</context>
<context>
    <name>connector</name>
    <message>
        <source>fører til</source>
        <translation>leads to</translation>
    </message>
    <message>
        <source>gør det</source>
        <translation>does it</translation>
    </message>
    <message>
        <source>hænger sammen med</source>
        <translation>belongs together with</translation>
    </message>
    <message>
        <source>modarbejder</source>
        <translation>works against</translation>
    </message>
    <message>
        <source>støtter</source>
        <translation>supports</translation>
    </message>
</context>
<context>
    <name>consent</name>
    <message>
        <source>Et halvt år</source>
        <translation>Half a year</translation>
    </message>
    <message>
        <source>Et år</source>
        <translation>A year</translation>
    </message>
    <message>
        <source>Gælder</source>
        <translation>In force</translation>
    </message>
    <message>
        <source>Gælder ikke mere</source>
        <translation>No longer valid</translation>
    </message>
    <message>
        <source>Gælder til</source>
        <translation>Valid until</translation>
    </message>
    <message>
        <source>Hele planen</source>
        <translation>The whole plan</translation>
    </message>
    <message>
        <source>Her er ingen samtykker endnu.</source>
        <translation>There are no consents here yet.</translation>
    </message>
    <message>
        <source>Hvad må deles?</source>
        <translation>What may be shared?</translation>
    </message>
    <message>
        <source>Hvem hørte det?</source>
        <translation>Who heard it?</translation>
    </message>
    <message>
        <source>Hvordan blev det givet?</source>
        <translation>How was it given?</translation>
    </message>
    <message>
        <source>Med hvem?</source>
        <translation>With whom?</translation>
    </message>
    <message>
        <source>Mundtligt</source>
        <translation>By word of mouth</translation>
    </message>
    <message>
        <source>Nu delt med {actors}: {items}.</source>
        <translation>Now shared with {actors}: {items}.</translation>
    </message>
    <message>
        <source>Nyt samtykke</source>
        <translation>New consent</translation>
    </message>
    <message>
        <source>Samtykker</source>
        <translation>Consents</translation>
    </message>
    <message>
        <source>Skriftligt</source>
        <translation>In writing</translation>
    </message>
    <message>
        <source>Skriv først noget i planen.</source>
        <translation>First write something in the plan.</translation>
    </message>
    <message>
        <source>Skriv igen</source>
        <translation>Write again</translation>
    </message>
    <message>
        <source>Skriv under her, med pen eller finger, eller på papir.</source>
        <translation>Sign here, with pen or finger, or on paper.</translation>
    </message>
    <message>
        <source>Skriv, hvem der hørte borgeren sige ja, eller vælg skriftligt samtykke.</source>
        <translation>Write who heard the citizen say yes, or choose consent in writing.</translation>
    </message>
    <message>
        <source>Træk tilbage</source>
        <translation>Withdraw</translation>
    </message>
    <message>
        <source>Træk tilbage: samtykket om {who}</source>
        <translation>Withdraw: the consent about {who}</translation>
    </message>
    <message>
        <source>Vis alle {count}</source>
        <translation>Show all {count}</translation>
    </message>
    <message>
        <source>Vælg mindst ét punkt og én aktør, som borgeren siger ja til at dele med.</source>
        <translation>Choose at least one item and one actor that the citizen agrees to share with.</translation>
    </message>
    <message>
        <source>til {day}</source>
        <translation>until {day}</translation>
    </message>
    <message>
        <source>{actors} må ikke mere se: {items}.</source>
        <translation>{actors} may no more see: {items}.</translation>
    </message>
    <message>
        <source>{actors} må se</source>
        <translation>{actors} may see</translation>
    </message>
    <message>
        <source>{name} hørte det</source>
        <translation>{name} heard it</translation>
    </message>
    <message>
        <source>{name} siger ja</source>
        <translation>{name} says yes</translation>
    </message>
</context>
<context>
    <name>contest</name>
    <message>
        <source>Alt er afgjort.</source>
        <translation>Everything is settled.</translation>
    </message>
    <message>
        <source>Begge</source>
        <translation>Both</translation>
    </message>
    <message>
        <source>Behold min</source>
        <translation>Keep mine</translation>
    </message>
    <message>
        <source>Brug denne</source>
        <translation>Use this one</translation>
    </message>
    <message>
        <source>Dig</source>
        <translation>You</translation>
    </message>
    <message>
        <source>Din</source>
        <translation>Yours</translation>
    </message>
    <message>
        <source>En kollega</source>
        <translation>A colleague</translation>
    </message>
    <message>
        <source>Forskel 1 af {count}</source>
        <translation>Difference 1 of {count}</translation>
    </message>
    <message>
        <source>Gem det skrevne</source>
        <translation>Save what is written</translation>
    </message>
    <message>
        <source>Her kan kun én af dem stå. Vælg den, der skal gælde.</source>
        <translation>Only one of them can stand here. Choose the one that is to hold.</translation>
    </message>
    <message>
        <source>Intet går tabt: det, du ikke vælger, står stadig i historikken.</source>
        <translation>Nothing is lost: what you do not choose still stands in the history.</translation>
    </message>
    <message>
        <source>Oplysning</source>
        <translation>Piece of information</translation>
    </message>
    <message>
        <source>Resten venter på dig under «I dag».</source>
        <translation>The rest is waiting for you under “Today”.</translation>
    </message>
    <message>
        <source>Senere</source>
        <translation>Later</translation>
    </message>
    <message>
        <source>Skriv ny</source>
        <translation>Write a new one</translation>
    </message>
    <message>
        <source>Skriv, hvad der skal stå</source>
        <translation>Write what it should say</translation>
    </message>
    <message>
        <source>Tilbage til planen</source>
        <translation>Back to the plan</translation>
    </message>
    <message>
        <source>{author}</source>
        <translation>{author}</translation>
    </message>
    <message>
        <source>{author}, {when}</source>
        <translation>{author}, {when}</translation>
    </message>
    <message>
        <source>{field}: {value}</source>
        <translation>{field}: {value}</translation>
    </message>
    <message>
        <source>{words}  ({key})</source>
        <translation>{words}  ({key})</translation>
    </message>
    <message>
        <source>«{title}» – {label}</source>
        <translation>«{title}» – {label}</translation>
    </message>
</context>
<context>
    <name>copy</name>
    <message>
        <source>Der er ikke aftalt et næste møde endnu.</source>
        <translation>No next meeting has been agreed on yet.</translation>
    </message>
    <message>
        <source>Der er ingen printer på denne pc.</source>
        <translation>There is no printer on this PC.</translation>
    </message>
    <message>
        <source>Din kontaktperson</source>
        <translation>Your contact person</translation>
    </message>
    <message>
        <source>Gem kopien</source>
        <translation>Save the copy</translation>
    </message>
    <message>
        <source>Gemt som {file}.</source>
        <translation>Saved as {file}.</translation>
    </message>
    <message>
        <source>Her kommer det næste møde og kontaktpersonen, når de står i planen.</source>
        <translation>The next meeting and the contact person come here once they are in the plan.</translation>
    </message>
    <message>
        <source>Kode til telefonens adressebog. Navn og nummer står ved siden af.</source>
        <translation>Code for the telephone’s address book. Name and number stand beside it.</translation>
    </message>
    <message>
        <source>Kode til telefonens kalender. Dag og sted står ved siden af.</source>
        <translation>Code for the telephone’s calendar. Day and place stand beside it.</translation>
    </message>
    <message>
        <source>Laver kopien …</source>
        <translation>Making the copy …</translation>
    </message>
    <message>
        <source>Laver referatet …</source>
        <translation>Making the minutes …</translation>
    </message>
    <message>
        <source>Mødet til kalenderen</source>
        <translation>The meeting for the calendar</translation>
    </message>
    <message>
        <source>Næste møde</source>
        <translation>Next meeting</translation>
    </message>
    <message>
        <source>Planen som fil (PDF)</source>
        <translation>The plan as a file (PDF)</translation>
    </message>
    <message>
        <source>Print planen</source>
        <translation>Print the plan</translation>
    </message>
    <message>
        <source>Print referatet</source>
        <translation>Print the minutes</translation>
    </message>
    <message>
        <source>Printer planen …</source>
        <translation>Printing the plan …</translation>
    </message>
    <message>
        <source>Printer referatet …</source>
        <translation>Printing the minutes …</translation>
    </message>
    <message>
        <source>Printer: {printer}</source>
        <translation>Printer: {printer}</translation>
    </message>
    <message>
        <source>På din telefon</source>
        <translation>On your telephone</translation>
    </message>
    <message>
        <source>På papir</source>
        <translation>On paper</translation>
    </message>
    <message>
        <source>Sendt til printeren.</source>
        <translation>Sent to the printer.</translation>
    </message>
    <message>
        <source>Som fil</source>
        <translation>As a file</translation>
    </message>
    <message>
        <source>Sæt kryds nu. Filen gemmes, når mødet er slut, og skærmen er vendt.</source>
        <translation>Tick now. The file is kept when the meeting is over and the screen is turned.</translation>
    </message>
    <message>
        <source>Tilbage</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>møde.ics</source>
        <translation>meeting.ics</translation>
    </message>
    <message>
        <source>plan.pdf</source>
        <translation>plan.pdf</translation>
    </message>
    <message>
        <source>referat.pdf</source>
        <translation>minutes.pdf</translation>
    </message>
    <message>
        <source>Åbn filen</source>
        <translation>Open the file</translation>
    </message>
</context>
<context>
    <name>corner</name>
    <message>
        <source>Alt er modtaget</source>
        <translation>Everything is received</translation>
    </message>
    <message>
        <source>Denne profil har ingen server. Alt ligger krypteret på denne pc.</source>
        <translation>This profile has no server. Everything is kept encrypted on this PC.</translation>
    </message>
    <message>
        <source>Din adgangskode til serveren</source>
        <translation>Your password for the server</translation>
    </message>
    <message>
        <source>Du er logget ind igen.</source>
        <translation>You are logged in again.</translation>
    </message>
    <message>
        <source>Forbindelsen til serveren</source>
        <translation>The connection to the server</translation>
    </message>
    <message>
        <source>Gemt her</source>
        <translation>Saved here</translation>
    </message>
    <message>
        <source>Gemt her ({count} venter)</source>
        <translation>Saved here ({count} waiting)</translation>
    </message>
    <message>
        <source>Henter …</source>
        <translation>Fetching …</translation>
    </message>
    <message>
        <source>I udbakken: {count}</source>
        <translation>In the outbox: {count}</translation>
    </message>
    <message>
        <source>Ikke godkendt: {count}. De står under «Venter på dig».</source>
        <translation>Not accepted: {count}. They are under “Waiting for you”.</translation>
    </message>
    <message>
        <source>Kan ikke sende: {reason}</source>
        <translation>Cannot send: {reason}</translation>
    </message>
    <message>
        <source>Log ind igen</source>
        <translation>Log in again</translation>
    </message>
    <message>
        <source>Prøv nu</source>
        <translation>Try now</translation>
    </message>
    <message>
        <source>Se hvorfor</source>
        <translation>See why</translation>
    </message>
    <message>
        <source>Sidste forbindelse: {when}</source>
        <translation>Last connection: {when}</translation>
    </message>
    <message>
        <source>aldrig</source>
        <translation>never</translation>
    </message>
    <message>
        <source>ingen forbindelse</source>
        <translation>no connection</translation>
    </message>
</context>
<context>
    <name>date</name>
    <message>
        <source>i dag</source>
        <translation>today</translation>
    </message>
    <message>
        <source>{day} kl. {hour}.{minute}</source>
        <translation>{day} at {hour}:{minute}</translation>
    </message>
    <message>
        <source>{day}. {month}</source>
        <translation>{day} {month}</translation>
    </message>
    <message>
        <source>{day}. {month} {year}</source>
        <translation>{day} {month} {year}</translation>
    </message>
    <message>
        <source>{month} {year}</source>
        <translation>{month} {year}</translation>
    </message>
</context>
<context>
    <name>day</name>
    <message>
        <source>I dag</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>I går</source>
        <translation>Yesterday</translation>
    </message>
    <message>
        <source>I morgen</source>
        <translation>Tomorrow</translation>
    </message>
    <message>
        <source>fx 1/10 eller 1. maj 2025</source>
        <translation>e.g. 1/10 or 1 May 2025</translation>
    </message>
    <message>
        <source>fx 1/3 kl. 10.00</source>
        <translation>e.g. 1/3 kl. 10.00</translation>
    </message>
    <message>
        <source>fx 1/3, +6u, i morgen</source>
        <translation>e.g. 1/3, +6u, i morgen</translation>
    </message>
</context>
<context>
    <name>demo</name>
    <message>
        <source>Adgangssætningen til begge vinduer er «{passphrase}».</source>
        <translation>The passphrase of both windows is “{passphrase}”.</translation>
    </message>
    <message>
        <source>Andre opdigtede borgere.</source>
        <translation>Other made-up citizens.</translation>
    </message>
    <message>
        <source>Den opdigtede kommune kunne ikke laves. Prøv igen.</source>
        <translation>The made-up municipality could not be made. Try again.</translation>
    </message>
    <message>
        <source>Henter planerne til {user} …</source>
        <translation>Fetching the plans for {user} …</translation>
    </message>
    <message>
        <source>Laver en opdigtet kommune …</source>
        <translation>Making a made-up municipality …</translation>
    </message>
    <message>
        <source>Planerne kom ikke fra serveren. Prøv igen.</source>
        <translation>The plans did not arrive from the server. Try again.</translation>
    </message>
    <message>
        <source>Rundvisningen ligger kun i kildekoden. Hent den, og prøv derfra.</source>
        <translation>The tour is only in the source code. Fetch it, and try from there.</translation>
    </message>
    <message>
        <source>Serveren til rundvisningen startede ikke. Prøv igen.</source>
        <translation>The server of the tour did not start. Try again.</translation>
    </message>
    <message>
        <source>Spil rundvisningen med tasterne alene.</source>
        <translation>Play the tour by keys alone.</translation>
    </message>
    <message>
        <source>Spil rundvisningen, og læg billeder og PDF i mappen.</source>
        <translation>Play the tour, and put pictures and PDF into the folder.</translation>
    </message>
    <message>
        <source>Så mange år har planerne stået på; ét går hurtigst.</source>
        <translation>For so many years the plans have been there; one is quickest.</translation>
    </message>
    <message>
        <source>Tekstens størrelse i rundvisningen i procent.</source>
        <translation>The size of the text in the tour, in per cent.</translation>
    </message>
    <message>
        <source>Vinduets størrelse i rundvisningen, fx 1600x1000.</source>
        <translation>The size of the window in the tour, e.g. 1600x1000.</translation>
    </message>
    <message>
        <source>Viser programmet med opdigtede borgere.</source>
        <translation>Shows the program with made-up citizens.</translation>
    </message>
</context>
<context>
    <name>direction</name>
    <message>
        <source>Begrænse tab</source>
        <translation>Limit loss</translation>
    </message>
    <message>
        <source>Fastholde</source>
        <translation>Keep</translation>
    </message>
    <message>
        <source>Udvikle</source>
        <translation>Develop</translation>
    </message>
</context>
<context>
    <name>emergency</name>
    <message>
        <source>Borgeren er ikke på denne pc. Er det en nødsituation, kan du åbne planen uden at være tilknyttet. Det bliver logget med dit navn og din begrundelse, og borgerens medarbejdere og din leder kan se det.</source>
        <translation>The citizen is not on this PC. In an emergency you can open the plan without being assigned. It is logged with your name and reason, and the citizen&apos;s workers and your manager can see it.</translation>
    </message>
    <message>
        <source>Hvorfor er det nødvendigt nu?</source>
        <translation>Why is it necessary now?</translation>
    </message>
    <message>
        <source>Nødopslag</source>
        <translation>Emergency access</translation>
    </message>
    <message>
        <source>Planen hentes nu og er åben til kl. {time}. Søg igen om et øjeblik.</source>
        <translation>The plan is being fetched and is open until {time}. Search again in a moment.</translation>
    </message>
    <message>
        <source>Åbn planen i {hours} timer</source>
        <translation>Open the plan for {hours} hours</translation>
    </message>
</context>
<context>
    <name>error</name>
    <message>
        <source>Tavlen findes ikke mere. Vælg en anden tavle.</source>
        <translation>The board no longer exists. Choose another board.</translation>
    </message>
</context>
<context>
    <name>excalidraw</name>
    <message>
        <source>Billede {number} på «{board}»</source>
        <translation>Picture {number} on “{board}”</translation>
    </message>
    <message>
        <source>Billeder: {count}</source>
        <translation>Pictures: {count}</translation>
    </message>
    <message>
        <source>Billedet er vedhæftet planen, og dets plads er tegnet på tavlen.</source>
        <translation>The picture is attached to the plan, and its place is drawn on the board.</translation>
    </message>
    <message>
        <source>Billedet ligger under tavlen og er vedhæftet planen.</source>
        <translation>The picture lies under the board and is attached to the plan.</translation>
    </message>
    <message>
        <source>Billedets plads er tegnet på tavlen. Selve billedet er ikke i filen, eller kan ikke tages.</source>
        <translation>The place of the picture is drawn on the board. The picture itself is not in the file, or cannot be taken.</translation>
    </message>
    <message>
        <source>Borgeren findes ikke på denne pc. Kontrollér id’et, eller hent data først.</source>
        <translation>The citizen is not on this computer. Check the id, or fetch data first.</translation>
    </message>
    <message>
        <source>Enplan kender ikke den slags. Dens plads er tegnet på tavlen, og den følger med ud.</source>
        <translation>Enplan does not know this kind. Its place is drawn on the board, and it goes out again with the drawing.</translation>
    </message>
    <message>
        <source>Filen er for stor. En tegning må fylde højst {most} MB; del den i mindre tegninger.</source>
        <translation>The file is too large. A drawing may have {most} MB at most; divide it into smaller drawings.</translation>
    </message>
    <message>
        <source>Filen er ikke en tegning fra Excalidraw. Vælg en fil, der ender på .excalidraw.</source>
        <translation>The file is not a drawing from Excalidraw. Choose a file that ends in .excalidraw.</translation>
    </message>
    <message>
        <source>Filen er ødelagt og kan ikke læses. Åbn tegningen i Excalidraw, gem den igen, og vælg den nye fil.</source>
        <translation>The file is broken and cannot be read. Open the drawing in Excalidraw, save it again, and choose the new file.</translation>
    </message>
    <message>
        <source>Filen har ingen tegning i sig. Gem tegningen igen i Excalidraw, og vælg den nye fil.</source>
        <translation>The file has no drawing in it. Save the drawing again in Excalidraw, and choose the new file.</translation>
    </message>
    <message>
        <source>Filen kan ikke åbnes. Se efter, om den stadig ligger der.</source>
        <translation>The file cannot be opened. See whether it is still there.</translation>
    </message>
    <message>
        <source>Forbindelser: {count}</source>
        <translation>Connections: {count}</translation>
    </message>
    <message>
        <source>Kan ikke læses: den er ikke en ting i en tegning.</source>
        <translation>Cannot be read: it is not a thing in a drawing.</translation>
    </message>
    <message>
        <source>Kort: {count}</source>
        <translation>Cards: {count}</translation>
    </message>
    <message>
        <source>Ligger på tavlen «{board}».</source>
        <translation>Lies on the board “{board}”.</translation>
    </message>
    <message>
        <source>Rammer: {count}</source>
        <translation>Frames: {count}</translation>
    </message>
    <message>
        <source>Sprunget over: tegnet af Enplan selv.</source>
        <translation>Passed over: drawn by Enplan itself.</translation>
    </message>
    <message>
        <source>Sprunget over: teksten er tom.</source>
        <translation>Passed over: the text is empty.</translation>
    </message>
    <message>
        <source>Streger: {count}</source>
        <translation>Strokes: {count}</translation>
    </message>
    <message>
        <source>Taget med som forbindelse.</source>
        <translation>Taken as a connection.</translation>
    </message>
    <message>
        <source>Taget med som kort.</source>
        <translation>Taken as a card.</translation>
    </message>
    <message>
        <source>Taget med som ramme.</source>
        <translation>Taken as a frame.</translation>
    </message>
    <message>
        <source>Taget med som streg.</source>
        <translation>Taken as a stroke.</translation>
    </message>
    <message>
        <source>Taget med som tekst på tavlen.</source>
        <translation>Taken as text on the board.</translation>
    </message>
    <message>
        <source>Tegning</source>
        <translation>Drawing</translation>
    </message>
    <message>
        <source>Tegningen er tom. Vælg en fil, der er tegnet noget i.</source>
        <translation>The drawing is empty. Choose a file that something is drawn in.</translation>
    </message>
    <message>
        <source>Tegningen har flere end {most} ting. Del den i mindre tegninger, og hent dem hver for sig.</source>
        <translation>The drawing has more than {most} things. Divide it into smaller drawings, and import them one by one.</translation>
    </message>
    <message>
        <source>Tegningen ligger allerede på tavlen «{board}». Intet er ændret.</source>
        <translation>The drawing lies on the board “{board}” already. Nothing has been changed.</translation>
    </message>
    <message>
        <source>Tegningens streger har for mange punkter. Del den i mindre tegninger.</source>
        <translation>The lines of the drawing have too many points. Divide it into smaller drawings.</translation>
    </message>
    <message>
        <source>Teksten er ændret i planen siden. Planens tekst står; ret den selv, hvis den er forkert.</source>
        <translation>The text has been changed in the plan since. The plan’s text stands; correct it yourself if it is wrong.</translation>
    </message>
    <message>
        <source>Teksten står på sit kort.</source>
        <translation>The text stands on its card.</translation>
    </message>
    <message>
        <source>Tekster: {count}</source>
        <translation>Texts: {count}</translation>
    </message>
    <message>
        <source>Tomme tekster, sprunget over: {count}</source>
        <translation>Empty texts, passed over: {count}</translation>
    </message>
    <message>
        <source>Ukendte ting, tegnet som deres plads: {count}</source>
        <translation>Unknown things, drawn as their place: {count}</translation>
    </message>
</context>
<context>
    <name>export</name>
    <message>
        <source>Borgeren findes ikke på denne pc. Kontrollér id’et, eller hent data først.</source>
        <translation>The citizen is not on this PC. Check the id, or fetch data first.</translation>
    </message>
    <message>
        <source>Der kan ikke skrives til {path}. Vælg en anden mappe, eller gør plads på disken.</source>
        <translation>Cannot write to {path}. Choose another folder, or make room on the disk.</translation>
    </message>
    <message>
        <source>Formatet skriver hele planen, ikke én tavle. Udelad tavlens navn.</source>
        <translation>The format writes the whole plan, not one board. Leave out the board’s name.</translation>
    </message>
    <message>
        <source>Mødet findes ikke på denne pc. Hent data først.</source>
        <translation>The meeting is not on this PC. Fetch data first.</translation>
    </message>
    <message>
        <source>Planen kan ikke skrives som PDF. Installér Enplan igen; der mangler en skrifttype.</source>
        <translation>The plan cannot be written as PDF. Install Enplan again; a font is missing.</translation>
    </message>
    <message>
        <source>Planen til andre systemer (FHIR R4)</source>
        <translation>The plan for other systems (FHIR R4)</translation>
    </message>
    <message>
        <source>Planen til borgeren (PDF)</source>
        <translation>The plan for the citizen (PDF)</translation>
    </message>
    <message>
        <source>Tavle</source>
        <translation>Board</translation>
    </message>
    <message>
        <source>Tavlen som bibliotek (Excalidraw)</source>
        <translation>The board as a library (Excalidraw)</translation>
    </message>
    <message>
        <source>Tavlen som billede (PNG)</source>
        <translation>The board as a picture (PNG)</translation>
    </message>
    <message>
        <source>Tavlen som billede (SVG)</source>
        <translation>The board as a picture (SVG)</translation>
    </message>
    <message>
        <source>Tavlen som tegning (Excalidraw)</source>
        <translation>The board as a drawing (Excalidraw)</translation>
    </message>
    <message>
        <source>Tavlen til udskrift (PDF)</source>
        <translation>The board for printing (PDF)</translation>
    </message>
</context>
<context>
    <name>face</name>
    <message>
        <source>Afgør forskelle ({count})</source>
        <translation>Settle differences ({count})</translation>
    </message>
    <message>
        <source>Borgeren findes ikke på denne pc. Gå tilbage, og søg igen.</source>
        <translation>The citizen is not on this PC. Go back, and search again.</translation>
    </message>
    <message>
        <source>Det ser borgeren</source>
        <translation>What the citizen sees</translation>
    </message>
    <message>
        <source>Fortryd</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>Gentag</source>
        <translation>Redo</translation>
    </message>
    <message>
        <source>Giv borgeren en kopi</source>
        <translation>Give the citizen a copy</translation>
    </message>
    <message>
        <source>Gør klar til møde</source>
        <translation>Prepare the meeting</translation>
    </message>
    <message>
        <source>Hold inde for at afslutte mødet</source>
        <translation>Press and hold to end the meeting</translation>
    </message>
    <message>
        <source>Kontaktperson: {name}</source>
        <translation>Contact person: {name}</translation>
    </message>
    <message>
        <source>Liste</source>
        <translation>List</translation>
    </message>
    <message>
        <source>Livsområder</source>
        <translation>Life areas</translation>
    </message>
    <message>
        <source>Mødet</source>
        <translation>The meeting</translation>
    </message>
    <message>
        <source>Navne- og adressebeskyttelse</source>
        <translation>Name and address protection</translation>
    </message>
    <message>
        <source>Samtykke</source>
        <translation>Consent</translation>
    </message>
    <message>
        <source>Start møde</source>
        <translation>Start meeting</translation>
    </message>
    <message>
        <source>Tavle</source>
        <translation>Board</translation>
    </message>
    <message>
        <source>Tilbage til mine borgere</source>
        <translation>Back to my citizens</translation>
    </message>
    <message>
        <source>Vis hele CPR-nummeret. Det bliver skrevet i loggen.</source>
        <translation>Show the whole CPR number. This is written in the log.</translation>
    </message>
</context>
<context>
    <name>factor</name>
    <message>
        <source>1. Læs billedet med en godkendelsesapp på din telefon, eller skriv nøglen i appen.</source>
        <translation>1. Scan the picture with an authenticator app on your phone, or type the key into the app.</translation>
    </message>
    <message>
        <source>2. Skriv gendannelseskoderne ned, og gem dem et sikkert sted. Hver kode kan bruges én gang, hvis du mister telefonen.</source>
        <translation>2. Write the recovery codes down and keep them in a safe place. Each can be used once, if you lose the phone.</translation>
    </message>
    <message>
        <source>3. Skriv den kode, som appen viser nu.</source>
        <translation>3. Type the code that the app shows now.</translation>
    </message>
    <message>
        <source>Bekræft</source>
        <translation>Confirm</translation>
    </message>
    <message>
        <source>Bekræft, at det er dig</source>
        <translation>Confirm that it is you</translation>
    </message>
    <message>
        <source>Brug din sikkerhedsnøgle.</source>
        <translation>Use your security key.</translation>
    </message>
    <message>
        <source>Brug en sikkerhedsnøgle i stedet</source>
        <translation>Use a security key instead</translation>
    </message>
    <message>
        <source>Brug sikkerhedsnøgle</source>
        <translation>Use security key</translation>
    </message>
    <message>
        <source>Det blev ikke godkendt. Prøv igen.</source>
        <translation>That was not accepted. Try again.</translation>
    </message>
    <message>
        <source>Det, du vil gøre, kræver en ny kode. Skriv den, som appen på din telefon viser nu.</source>
        <translation>What you are about to do needs a new code. Type the one that the app on your phone shows now.</translation>
    </message>
    <message>
        <source>Det, du vil gøre, kræver, at du bruger din sikkerhedsnøgle igen.</source>
        <translation>What you want to do requires that you use your security key again.</translation>
    </message>
    <message>
        <source>Du fortrød. Prøv igen, når du har din kode.</source>
        <translation>You cancelled. Try again when you have your code.</translation>
    </message>
    <message>
        <source>Fortryd</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Fortsæt</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>Gendannelseskode</source>
        <translation>Recovery code</translation>
    </message>
    <message>
        <source>Giv nøglen et navn, så du kan kende den fra andre.</source>
        <translation>Give the key a name, so that you can tell it from others.</translation>
    </message>
    <message>
        <source>Har du ikke nøglen, så skriv en af dine gendannelseskoder.</source>
        <translation>If you do not have the key, enter one of your recovery codes.</translation>
    </message>
    <message>
        <source>Har du ikke telefonen, så skriv en af dine gendannelseskoder.</source>
        <translation>If you do not have the phone, type one of your recovery codes.</translation>
    </message>
    <message>
        <source>Jeg har fået en ny telefon</source>
        <translation>I have a new phone</translation>
    </message>
    <message>
        <source>Jeg vil sætte en ny sikkerhedsnøgle op</source>
        <translation>I want to set up a new security key</translation>
    </message>
    <message>
        <source>Kode</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Kode, som din telefon kan læse. Nøglen står også med bogstaver.</source>
        <translation>A code that your phone can read. The key is also given in letters.</translation>
    </message>
    <message>
        <source>Koden passer ikke. Vent, til appen viser en ny, og skriv den.</source>
        <translation>The code does not fit. Wait until the app shows a new one, and type that.</translation>
    </message>
    <message>
        <source>Nøglens navn</source>
        <translation>Name of the key</translation>
    </message>
    <message>
        <source>Skriv den kode på 6 cifre, som appen på din telefon viser nu.</source>
        <translation>Type the 6-digit code that the app on your phone shows now.</translation>
    </message>
    <message>
        <source>Skriv først gendannelseskoderne ned, og gem dem et sikkert sted. Hver kode kan bruges én gang, hvis du mister nøglen.</source>
        <translation>First write down the recovery codes, and keep them in a safe place. Each code can be used once if you lose the key.</translation>
    </message>
    <message>
        <source>Skriv koden først.</source>
        <translation>Type the code first.</translation>
    </message>
    <message>
        <source>Sæt en sikkerhedsnøgle op</source>
        <translation>Set up a security key</translation>
    </message>
    <message>
        <source>Sæt to-trins-login op</source>
        <translation>Set up two-step login</translation>
    </message>
</context>
<context>
    <name>family</name>
    <message>
        <source>Borgeren er ikke på denne pc mere. Vælg en anden.</source>
        <translation>The citizen is no longer on this PC. Choose another.</translation>
    </message>
    <message>
        <source>Borgeren er selv med på familietavlen. Vælg en anden.</source>
        <translation>The citizen is on the family board already. Choose another.</translation>
    </message>
    <message>
        <source>Dato</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>De samme timer hver uge: «{title}» ({name}) og «{other}» ({other_name}).</source>
        <translation>The same hours each week: “{title}” ({name}) and “{other}” ({other_name}).</translation>
    </message>
    <message>
        <source>Dine borgere</source>
        <translation>Your citizens</translation>
    </message>
    <message>
        <source>Familie …</source>
        <translation>Family …</translation>
    </message>
    <message>
        <source>Familien</source>
        <translation>The family</translation>
    </message>
    <message>
        <source>Færdig</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Hos {name}: {words}</source>
        <translation>{name}: {words}</translation>
    </message>
    <message>
        <source>Hvem hører til familien?</source>
        <translation>Who belongs to the family?</translation>
    </message>
    <message>
        <source>I familien, men ikke vist her, fordi du ikke har adgang til at skrive i planen: {count}.</source>
        <translation>In the family, but not shown here, because you may not write in the plan: {count}.</translation>
    </message>
    <message>
        <source>Ingen af dine borgere passer.</source>
        <translation>None of your citizens fits.</translation>
    </message>
    <message>
        <source>Kortet bliver i planen hos {name}.</source>
        <translation>The card stays in the plan of {name}.</translation>
    </message>
    <message>
        <source>Kortet har ingen dato, der kan flyttes.</source>
        <translation>The card has no date to move.</translation>
    </message>
    <message>
        <source>Navn, fødselsdato eller CPR</source>
        <translation>Name, date of birth or CPR</translation>
    </message>
    <message>
        <source>Nyt kort</source>
        <translation>New card</translation>
    </message>
    <message>
        <source>Nyt kort hos {name}</source>
        <translation>New card in the plan of {name}</translation>
    </message>
    <message>
        <source>Nyt kort – Enter gemmer</source>
        <translation>New card – Enter saves</translation>
    </message>
    <message>
        <source>På samme tid</source>
        <translation>At the same time</translation>
    </message>
    <message>
        <source>På samme tid {day}: «{title}» ({name}) og «{other}» ({other_name}).</source>
        <translation>At the same time, {day}: “{title}” ({name}) and “{other}” ({other_name}).</translation>
    </message>
    <message>
        <source>På samme tid: {count}</source>
        <translation>At the same time: {count}</translation>
    </message>
    <message>
        <source>Side om side</source>
        <translation>Side by side</translation>
    </message>
    <message>
        <source>Slags, nyt kort hos {name}</source>
        <translation>Kind, new card in the plan of {name}</translation>
    </message>
    <message>
        <source>Som liste</source>
        <translation>As a list</translation>
    </message>
    <message>
        <source>Søg i dine borgere</source>
        <translation>Search your citizens</translation>
    </message>
    <message>
        <source>Tag ud</source>
        <translation>Take out</translation>
    </message>
    <message>
        <source>Tag ud: {name}</source>
        <translation>Take out: {name}</translation>
    </message>
    <message>
        <source>Titel</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>Træk et kort for at give det en anden dag. Hvert kort bliver i sin egen plan.</source>
        <translation>Drag a card to give it another day. Each card stays in its own plan.</translation>
    </message>
    <message>
        <source>Under en halv time imellem {day}: «{title}» ({name}) og «{other}» ({other_name}).</source>
        <translation>Less than half an hour between them, {day}: “{title}” ({name}) and “{other}” ({other_name}).</translation>
    </message>
    <message>
        <source>Vælg blandt dine borgere. Det står kun i denne plan, uden navn, og giver ingen ny adgang. Hvert opslag i de andres planer bliver skrevet i loggen.</source>
        <translation>Choose among your citizens. It stands in this plan alone, without a name, and gives no new access. Each look-up of the others’ plans is written in the log.</translation>
    </message>
    <message>
        <source>Vælg familie …</source>
        <translation>Choose family …</translation>
    </message>
    <message>
        <source>Vælg, hvem der hører til familien. Planerne vises så ved siden af hinanden, hver i sin bane. Hver plan er stadig sin egen, og intet flyttes eller kopieres.</source>
        <translation>Choose who belongs to the family. The plans are then shown beside each other, each in a lane of its own. Each plan stays its own, and nothing is moved or copied.</translation>
    </message>
    <message>
        <source>fortrudt «{act}».</source>
        <translation>“{act}” undone.</translation>
    </message>
    <message>
        <source>gentaget «{act}».</source>
        <translation>“{act}” redone.</translation>
    </message>
    <message>
        <source>intet at fortryde eller gentage.</source>
        <translation>nothing to undo or redo.</translation>
    </message>
    <message>
        <source>{name} · beskyttet</source>
        <translation>{name} · protected</translation>
    </message>
    <message>
        <source>{part}: {title}, {name}</source>
        <translation>{part}: {title}, {name}</translation>
    </message>
    <message>
        <source>{title} – {name}</source>
        <translation>{title} – {name}</translation>
    </message>
    <message>
        <source>Åbn i planen</source>
        <translation>Open in the plan</translation>
    </message>
</context>
<context>
    <name>fhir</name>
    <message>
        <source>Borgeren</source>
        <translation>The citizen</translation>
    </message>
    <message>
        <source>Borgerens plan</source>
        <translation>The citizen’s plan</translation>
    </message>
    <message>
        <source>Dokumenter</source>
        <translation>Documents</translation>
    </message>
    <message>
        <source>Fast kontaktperson</source>
        <translation>Steady contact</translation>
    </message>
    <message>
        <source>Holder sammen på planen</source>
        <translation>Keeps the plan together</translation>
    </message>
    <message>
        <source>Indsatser og aftaler</source>
        <translation>Interventions and agreements</translation>
    </message>
    <message>
        <source>Medarbejder</source>
        <translation>Worker</translation>
    </message>
    <message>
        <source>Mennesker omkring</source>
        <translation>People around</translation>
    </message>
    <message>
        <source>Møde</source>
        <translation>Meeting</translation>
    </message>
    <message>
        <source>Møder</source>
        <translation>Meetings</translation>
    </message>
    <message>
        <source>Planen</source>
        <translation>The plan</translation>
    </message>
    <message>
        <source>Sagt og set</source>
        <translation>Said and seen</translation>
    </message>
    <message>
        <source>Samtykker</source>
        <translation>Consents</translation>
    </message>
    <message>
        <source>Sådan kan vi se det</source>
        <translation>How we can see it</translation>
    </message>
    <message>
        <source>Uden navn</source>
        <translation>Without a name</translation>
    </message>
    <message>
        <source>Ønsker og mål</source>
        <translation>Wishes and goals</translation>
    </message>
</context>
<context>
    <name>field</name>
    <message>
        <source>Ansvar</source>
        <translation>Responsibility</translation>
    </message>
    <message>
        <source>Ansvarlig</source>
        <translation>Responsible</translation>
    </message>
    <message>
        <source>Arbejdssted</source>
        <translation>Workplace</translation>
    </message>
    <message>
        <source>Begynder</source>
        <translation>Begins</translation>
    </message>
    <message>
        <source>Bemærkning</source>
        <translation>Remark</translation>
    </message>
    <message>
        <source>Dagsorden</source>
        <translation>Agenda</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>Efternavn</source>
        <translation>Surname</translation>
    </message>
    <message>
        <source>Fornavn</source>
        <translation>First name</translation>
    </message>
    <message>
        <source>Frist</source>
        <translation>Deadline</translation>
    </message>
    <message>
        <source>Fødselsdato</source>
        <translation>Date of birth</translation>
    </message>
    <message>
        <source>Gælder til</source>
        <translation>Valid until</translation>
    </message>
    <message>
        <source>Hvem må se det</source>
        <translation>Who may see it</translation>
    </message>
    <message>
        <source>Hvem ser, at det lykkes</source>
        <translation>Who sees that it succeeds</translation>
    </message>
    <message>
        <source>Hvor tit</source>
        <translation>How often</translation>
    </message>
    <message>
        <source>Håndskrift</source>
        <translation>Handwriting</translation>
    </message>
    <message>
        <source>Hører til</source>
        <translation>Belongs to</translation>
    </message>
    <message>
        <source>Kontaktperson</source>
        <translation>Contact person</translation>
    </message>
    <message>
        <source>Livsområde</source>
        <translation>Life area</translation>
    </message>
    <message>
        <source>Markør</source>
        <translation>Marker</translation>
    </message>
    <message>
        <source>Med egne ord</source>
        <translation>In their own words</translation>
    </message>
    <message>
        <source>Rolle</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>Slags kort</source>
        <translation>Kind of card</translation>
    </message>
    <message>
        <source>Slettet</source>
        <translation>Deleted</translation>
    </message>
    <message>
        <source>Slut</source>
        <translation>End</translation>
    </message>
    <message>
        <source>Slutter</source>
        <translation>Ends</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Sted</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>Talt om</source>
        <translation>Spoken of</translation>
    </message>
    <message>
        <source>Tegn på succes</source>
        <translation>Sign of success</translation>
    </message>
    <message>
        <source>Telefon</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>Timer om ugen</source>
        <translation>Hours a week</translation>
    </message>
    <message>
        <source>Titel</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>Tøm feltet</source>
        <translation>Empty the field</translation>
    </message>
    <message>
        <source>Udføres af</source>
        <translation>Carried out by</translation>
    </message>
    <message>
        <source>Underskrift</source>
        <translation>Signature</translation>
    </message>
    <message>
        <source>Vidne</source>
        <translation>Witness</translation>
    </message>
    <message>
        <source>Vis det skrevne</source>
        <translation>Show what is written</translation>
    </message>
</context>
<context>
    <name>files</name>
    <message>
        <source>Billedet kan ikke vises. Gem det, og åbn det i et andet program.</source>
        <translation>The picture cannot be shown. Save it, and open it in another program.</translation>
    </message>
    <message>
        <source>Billedet {name}</source>
        <translation>The picture {name}</translation>
    </message>
    <message>
        <source>Filen er gemt. Slet den, når du ikke skal bruge den mere.</source>
        <translation>The file is saved. Delete it when you do not need it any more.</translation>
    </message>
    <message>
        <source>Filen er vedhæftet.</source>
        <translation>The file is attached.</translation>
    </message>
    <message>
        <source>Fjern {name}; det kan fortrydes</source>
        <translation>Take off {name}; it can be undone</translation>
    </message>
    <message>
        <source>Gem den vedhæftede fil</source>
        <translation>Save the attached file</translation>
    </message>
    <message>
        <source>Gem {name} uden for Enplan …</source>
        <translation>Save {name} outside Enplan …</translation>
    </message>
    <message>
        <source>Vedhæft fil …</source>
        <translation>Attach file …</translation>
    </message>
    <message>
        <source>Vis eller skjul {name}</source>
        <translation>Show or hide {name}</translation>
    </message>
    <message>
        <source>Vælg de filer, der skal vedhæftes</source>
        <translation>Choose the files to be attached</translation>
    </message>
    <message>
        <source>vedhæftet fil</source>
        <translation>attached file</translation>
    </message>
</context>
<context>
    <name>import</name>
    <message>
        <source>Afbryd</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>Afvist</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>Filerne har intet, der kan bruges.</source>
        <translation>The files hold nothing that can be used.</translation>
    </message>
    <message>
        <source>Hent fra fil</source>
        <translation>Fetch from a file</translation>
    </message>
    <message>
        <source>Læser {count} filer …</source>
        <translation>Reading {count} files …</translation>
    </message>
    <message>
        <source>Læst</source>
        <translation>Read</translation>
    </message>
    <message>
        <source>Og {count} mere, som er afvist.</source>
        <translation>And {count} more that were refused.</translation>
    </message>
    <message>
        <source>Planer fra andre systemer som FHIR-filer. Intet bliver overskrevet.</source>
        <translation>Plans from other systems as FHIR files. Nothing is overwritten.</translation>
    </message>
    <message>
        <source>Så langt er filerne læst</source>
        <translation>How far the files have been read</translation>
    </message>
    <message>
        <source>Tilbage til listen</source>
        <translation>Back to the list</translation>
    </message>
    <message>
        <source>Vælg filer</source>
        <translation>Choose files</translation>
    </message>
    <message>
        <source>{count} afvist</source>
        <translation>{count} refused</translation>
    </message>
    <message>
        <source>{count} gemt ved siden af</source>
        <translation>{count} kept beside</translation>
    </message>
    <message>
        <source>{count} kendt i forvejen</source>
        <translation>{count} known already</translation>
    </message>
    <message>
        <source>{count} sprunget over</source>
        <translation>{count} skipped</translation>
    </message>
    <message>
        <source>{count} taget med</source>
        <translation>{count} taken in</translation>
    </message>
</context>
<context>
    <name>intake</name>
    <message>
        <source>Aflyst.</source>
        <translation>Called off.</translation>
    </message>
    <message>
        <source>Afvist.</source>
        <translation>Refused.</translation>
    </message>
    <message>
        <source>Begynder: {told}</source>
        <translation>Begins: {told}</translation>
    </message>
    <message>
        <source>Beskriver noget, der gælder for alle, og ikke en borger.</source>
        <translation>Describes something that holds for everybody, not a citizen.</translation>
    </message>
    <message>
        <source>Borgeren er død; det andet system oplyser ingen dato.</source>
        <translation>The citizen has died; the other system tells no date.</translation>
    </message>
    <message>
        <source>Borgeren er ikke længere aktiv i det andet system.</source>
        <translation>The citizen is no longer active in the other system.</translation>
    </message>
    <message>
        <source>Borgeren kom ikke.</source>
        <translation>The citizen did not come.</translation>
    </message>
    <message>
        <source>En anden borger har samme CPR-nummer. De to er ikke lagt sammen.</source>
        <translation>Another citizen has the same CPR number. The two have not been merged.</translation>
    </message>
    <message>
        <source>En nyere udgave er læst.</source>
        <translation>A newer version has been read.</translation>
    </message>
    <message>
        <source>En oplysning i filen er for stor til at blive læst. Bed afsenderen om at dele den.</source>
        <translation>A piece of information in the file is too large to be read. Ask the sender to split it.</translation>
    </message>
    <message>
        <source>Er fejlregistreret i det andet system.</source>
        <translation>Was registered by mistake in the other system.</translation>
    </message>
    <message>
        <source>Er rettet i Enplan siden sidst. Disse felter står, som de er her: {fields}.</source>
        <translation>Has been edited in Enplan since last time. These fields stay as they are here: {fields}.</translation>
    </message>
    <message>
        <source>Er slettet i det andet system. Her bliver intet slettet; det, der er hentet før, bliver stående.</source>
        <translation>Is deleted in the other system. Nothing is deleted here; what was brought in before stays.</translation>
    </message>
    <message>
        <source>FHIR R4 (JSON)</source>
        <translation>FHIR R4 (JSON)</translation>
    </message>
    <message>
        <source>Filen er JSON, men ikke FHIR. Vælg en fil i formatet FHIR R4.</source>
        <translation>The file is JSON, but not FHIR. Choose a file in the format FHIR R4.</translation>
    </message>
    <message>
        <source>Filen er XML. Hent den som FHIR R4 i JSON, og prøv igen.</source>
        <translation>The file is XML. Fetch it as FHIR R4 in JSON, and try again.</translation>
    </message>
    <message>
        <source>Filen er bygget i flere lag, end der kan læses. Bed afsenderen om en ny.</source>
        <translation>The file is built in more layers than can be read. Ask the sender for a new one.</translation>
    </message>
    <message>
        <source>Filen er en tegning fra Excalidraw. Åbn tavlen hos den borger, den hører til, og slip filen på den.</source>
        <translation>The file is a drawing from Excalidraw. Open the board of the citizen it belongs to, and drop the file on it.</translation>
    </message>
    <message>
        <source>Filen er ikke gemt som UTF-8. Gem den som UTF-8, og prøv igen.</source>
        <translation>The file is not saved as UTF-8. Save it as UTF-8, and try again.</translation>
    </message>
    <message>
        <source>Filen er ikke gyldig JSON. Hent den igen fra det andet system.</source>
        <translation>The file is not valid JSON. Fetch it again from the other system.</translation>
    </message>
    <message>
        <source>Filen er pakket sammen. Pak den ud, og vælg de filer, der ligger i den.</source>
        <translation>The file is packed. Unpack it, and choose the files that are in it.</translation>
    </message>
    <message>
        <source>Filen er skrevet i FHIR R5, som ikke kan læses endnu. Bed afsenderen om FHIR R4.</source>
        <translation>The file is written in FHIR R5, which cannot be read yet. Ask the sender for FHIR R4.</translation>
    </message>
    <message>
        <source>Filen er skrevet i FHIR STU3, som ikke kan læses. Bed afsenderen om FHIR R4.</source>
        <translation>The file is written in FHIR STU3, which cannot be read. Ask the sender for FHIR R4.</translation>
    </message>
    <message>
        <source>Filen er tom. Hent den igen fra det andet system.</source>
        <translation>The file is empty. Fetch it again from the other system.</translation>
    </message>
    <message>
        <source>Filen har et format, der ikke kan læses. Vælg en fil i FHIR R4 (JSON).</source>
        <translation>The file has a format that cannot be read. Choose a file in FHIR R4 (JSON).</translation>
    </message>
    <message>
        <source>Filen har samme felt to gange, så indholdet er tvetydigt. Bed afsenderen om en ny.</source>
        <translation>The file has the same field twice, so what it says is ambiguous. Ask the sender for a new one.</translation>
    </message>
    <message>
        <source>Filen kan ikke åbnes. Se efter, om den stadig ligger der.</source>
        <translation>The file cannot be opened. See whether it is still there.</translation>
    </message>
    <message>
        <source>Filen slutter midt i indholdet. Hent den igen fra det andet system.</source>
        <translation>The file ends in the middle of its content. Fetch it again from the other system.</translation>
    </message>
    <message>
        <source>Filerne har borgere, som ikke findes her, og din rolle må ikke oprette borgere. Bed en sagsbehandler om at oprette dem; intet er hentet.</source>
        <translation>The files have citizens who are not here, and your role may not create citizens. Ask a caseworker to create them; nothing was brought in.</translation>
    </message>
    <message>
        <source>Fra {day}</source>
        <translation>From {day}</translation>
    </message>
    <message>
        <source>Gælder: {period}</source>
        <translation>Valid: {period}</translation>
    </message>
    <message>
        <source>Handler om: {told}</source>
        <translation>Is about: {told}</translation>
    </message>
    <message>
        <source>Har et forbehold, der ikke kendes her, og vises derfor kun, som den kom.</source>
        <translation>Has a reservation that is not known here, and is therefore only shown as it came.</translation>
    </message>
    <message>
        <source>Hører til overførslen og siger ikke noget om en borger.</source>
        <translation>Belongs to the transfer and says nothing about a citizen.</translation>
    </message>
    <message>
        <source>Hører til: {told}</source>
        <translation>Belongs to: {told}</translation>
    </message>
    <message>
        <source>Lykkedes ikke.</source>
        <translation>Did not succeed.</translation>
    </message>
    <message>
        <source>Læsningen blev afbrudt. Vælg filerne igen.</source>
        <translation>The reading was interrupted. Choose the files again.</translation>
    </message>
    <message>
        <source>Læsningen blev afbrudt. {count} oplysninger er gemt; hent filen igen, så kommer resten med.</source>
        <translation>The reading was interrupted. {count} items are saved; bring the file in again to get the rest.</translation>
    </message>
    <message>
        <source>Møde</source>
        <translation>Meeting</translation>
    </message>
    <message>
        <source>Opgave</source>
        <translation>Task</translation>
    </message>
    <message>
        <source>Oplysningen siger ikke, hvilken slags den er (resourceType). Bed afsenderen om en ny.</source>
        <translation>The piece of information does not say what kind it is (resourceType). Ask the sender for a new one.</translation>
    </message>
    <message>
        <source>Oprettet: {day}</source>
        <translation>Created: {day}</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>På venteliste.</source>
        <translation>On a waiting list.</translation>
    </message>
    <message>
        <source>Resultat: {told}</source>
        <translation>Result: {told}</translation>
    </message>
    <message>
        <source>Samtykke</source>
        <translation>Consent</translation>
    </message>
    <message>
        <source>Sat på pause.</source>
        <translation>Put on hold.</translation>
    </message>
    <message>
        <source>Sidst ændret: {day}</source>
        <translation>Last changed: {day}</translation>
    </message>
    <message>
        <source>Skal ikke gøres: {told}</source>
        <translation>Not to be done: {told}</translation>
    </message>
    <message>
        <source>Tilbagekaldt.</source>
        <translation>Called back.</translation>
    </message>
    <message>
        <source>Udført: {period}</source>
        <translation>Carried out: {period}</translation>
    </message>
    <message>
        <source>Ukendt borger</source>
        <translation>Unknown citizen</translation>
    </message>
    <message>
        <source>Varighed: {minutes} minutter</source>
        <translation>Duration: {minutes} minutes</translation>
    </message>
    <message>
        <source>Vurdering: {told}</source>
        <translation>Evaluation: {told}</translation>
    </message>
    <message>
        <source>inden for {time}</source>
        <translation>within {time}</translation>
    </message>
    <message>
        <source>ja</source>
        <translation>yes</translation>
    </message>
    <message>
        <source>nej</source>
        <translation>no</translation>
    </message>
    <message>
        <source>Årsag: {reason}</source>
        <translation>Reason: {reason}</translation>
    </message>
    <message>
        <source>Ønsket tid: {period}</source>
        <translation>Time wished for: {period}</translation>
    </message>
</context>
<context>
    <name>item</name>
    <message>
        <source>Skriv med borgerens egne ord, hvad borgeren ikke er enig i.</source>
        <translation>Write in the citizen’s own words what the citizen does not agree with.</translation>
    </message>
</context>
<context>
    <name>item lines</name>
    <message>
        <source>Fjern forbindelsen: {words}</source>
        <translation>Remove the line: {words}</translation>
    </message>
    <message>
        <source>Forbind</source>
        <translation>Connect</translation>
    </message>
    <message>
        <source>Forbindelsen er fjernet.</source>
        <translation>The line is removed.</translation>
    </message>
    <message>
        <source>Forbindelser</source>
        <translation>Lines</translation>
    </message>
    <message>
        <source>Forbundet: {words}.</source>
        <translation>Connected: {words}.</translation>
    </message>
    <message>
        <source>Gå til {title}</source>
        <translation>Go to {title}</translation>
    </message>
    <message>
        <source>Ingen forbindelser endnu.</source>
        <translation>No lines yet.</translation>
    </message>
    <message>
        <source>Med hvad?</source>
        <translation>With what?</translation>
    </message>
    <message>
        <source>Ny forbindelse</source>
        <translation>New line</translation>
    </message>
</context>
<context>
    <name>item panel</name>
    <message>
        <source>Alle, der deler planen</source>
        <translation>Everybody who shares the plan</translation>
    </message>
    <message>
        <source>Det er jeg ikke enig i</source>
        <translation>I do not agree with this</translation>
    </message>
    <message>
        <source>Det er talt igennem</source>
        <translation>It has been talked through</translation>
    </message>
    <message>
        <source>Hvad er du ikke enig i? Skriv med egne ord</source>
        <translation>What do you not agree with? Write in your own words</translation>
    </message>
    <message>
        <source>I er enige. Det er gemt.</source>
        <translation>You agree. It is saved.</translation>
    </message>
    <message>
        <source>Ikke enig: «{words}»</source>
        <translation>Does not agree: “{words}”</translation>
    </message>
    <message>
        <source>Ja, borgerens faste kontakt</source>
        <translation>Yes, the citizen’s steady contact</translation>
    </message>
    <message>
        <source>Luk panelet</source>
        <translation>Close the panel</translation>
    </message>
    <message>
        <source>Med egne ord</source>
        <translation>In your own words</translation>
    </message>
    <message>
        <source>Samme person som …</source>
        <translation>Same person as …</translation>
    </message>
    <message>
        <source>Slags kort</source>
        <translation>Kind of card</translation>
    </message>
    <message>
        <source>Slet</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>Vi blev enige {day}.</source>
        <translation>We agreed: {day}.</translation>
    </message>
    <message>
        <source>Vi er enige</source>
        <translation>We agree</translation>
    </message>
</context>
<context>
    <name>join</name>
    <message>
        <source>Serveren kender ikke brugernavnet eller adgangskoden. Ret dem, og prøv igen.</source>
        <translation>The server does not know the user name or the password. Correct them, and try again.</translation>
    </message>
    <message>
        <source>Serveren svarer ikke: {reason}. Prøv igen, når der er forbindelse.</source>
        <translation>The server does not answer: {reason}. Try again when there is a connection.</translation>
    </message>
    <message>
        <source>Serverens adresse skal begynde med https://. Ret den, og prøv igen.</source>
        <translation>The server’s address must begin with https://. Correct it, and try again.</translation>
    </message>
</context>
<context>
    <name>key</name>
    <message>
        <source>Den nøgle er sat op i forvejen. Sæt en anden i, og prøv igen.</source>
        <translation>That key is set up already. Plug in another one, and try again.</translation>
    </message>
    <message>
        <source>Der blev ikke fundet nogen sikkerhedsnøgle. Sæt den i, og prøv igen.</source>
        <translation>No security key was found. Plug it in, and try again.</translation>
    </message>
    <message>
        <source>Du har så mange sikkerhedsnøgler, som der er plads til. Bed jeres administrator fjerne en.</source>
        <translation>You have as many security keys as there is room for. Ask your administrator to remove one.</translation>
    </message>
    <message>
        <source>Fortryd</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Fortsæt</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>Ingen af dine sikkerhedsnøgler er sat op til serverens adresse. Brug en kode.</source>
        <translation>None of your security keys is set up for the address of the server. Use a code.</translation>
    </message>
    <message>
        <source>Nøglen blev afvist, for den kan være kopieret. Brug en anden, og sig det til jeres administrator.</source>
        <translation>The key was refused, since it may have been copied. Use another one, and tell your administrator.</translation>
    </message>
    <message>
        <source>Nøglen blev ikke rørt i tide. Prøv igen.</source>
        <translation>The key was not touched in time. Try again.</translation>
    </message>
    <message>
        <source>Nøglen er beskyttet med en PIN-kode. Skriv den her.</source>
        <translation>The key is protected by a PIN. Enter it here.</translation>
    </message>
    <message>
        <source>Nøglen er låst efter for mange forkerte PIN-koder. Brug en anden nøgle eller en kode.</source>
        <translation>The key is locked after too many wrong PINs. Use another key or a code.</translation>
    </message>
    <message>
        <source>Nøglen kan ikke bruges: Serveren kalder sig {host}. Kontakt jeres it-afdeling.</source>
        <translation>The key cannot be used: the server calls itself {host}. Contact your IT department.</translation>
    </message>
    <message>
        <source>Nøglen svarede ikke rigtigt. Tag den ud, sæt den i, og prøv igen.</source>
        <translation>The key did not answer properly. Take it out, plug it in, and try again.</translation>
    </message>
    <message>
        <source>Nøglen tager ikke imod flere PIN-koder nu. Tag den ud, sæt den i, og prøv igen.</source>
        <translation>The key takes no more PINs now. Take it out, plug it in, and try again.</translation>
    </message>
    <message>
        <source>Nøglens PIN-kode</source>
        <translation>PIN of the key</translation>
    </message>
    <message>
        <source>PIN-koden er forkert. Prøv igen. Efter nogle forsøg låser nøglen.</source>
        <translation>The PIN is wrong. Try again. After some tries the key locks.</translation>
    </message>
    <message>
        <source>Rør ved nøglen nu. På mange nøgler blinker det sted, du skal røre ved.</source>
        <translation>Touch the key now. On many keys the place to touch is blinking.</translation>
    </message>
    <message>
        <source>Serveren kender ikke den nøgle. Sæt en anden i, eller brug en kode.</source>
        <translation>The server does not know that key. Plug in another one, or use a code.</translation>
    </message>
    <message>
        <source>Sikkerhedsnøgle</source>
        <translation>Security key</translation>
    </message>
    <message>
        <source>Skriv PIN-koden først.</source>
        <translation>Enter the PIN first.</translation>
    </message>
    <message>
        <source>Sæt nøglen i, og rør ved den.</source>
        <translation>Plug the key in, and touch it.</translation>
    </message>
</context>
<context>
    <name>key name</name>
    <message>
        <source>Mellemrum</source>
        <translation>Space</translation>
    </message>
    <message>
        <source>Page Down</source>
        <translation>Page Down</translation>
    </message>
    <message>
        <source>Page Up</source>
        <translation>Page Up</translation>
    </message>
    <message>
        <source>Pil ned</source>
        <translation>Down arrow</translation>
    </message>
    <message>
        <source>Pil op</source>
        <translation>Up arrow</translation>
    </message>
    <message>
        <source>Pil til højre</source>
        <translation>Right arrow</translation>
    </message>
    <message>
        <source>Pil til venstre</source>
        <translation>Left arrow</translation>
    </message>
</context>
<context>
    <name>keys</name>
    <message>
        <source>Adgangssætningen er forkert. Prøv igen.</source>
        <translation>The passphrase is wrong. Try again.</translation>
    </message>
    <message>
        <source>Adgangssætningen skal have mindst {least} tegn. Vælg en længere.</source>
        <translation>The passphrase must have at least {least} characters. Choose a longer one.</translation>
    </message>
    <message>
        <source>Filen er ikke en X25519-nøgle, eller dens adgangskode er forkert. Vælg kommunens nøglefil.</source>
        <translation>The file is not an X25519 key, or its password is wrong. Choose the municipality’s key file.</translation>
    </message>
    <message>
        <source>Hvad vil du gøre?</source>
        <translation>What do you want to do?</translation>
    </message>
    <message>
        <source>I listen</source>
        <translation>In the list</translation>
    </message>
    <message>
        <source>I livsområderne</source>
        <translation>In the life areas</translation>
    </message>
    <message>
        <source>Ingen taster har de ord.</source>
        <translation>No keys have those words.</translation>
    </message>
    <message>
        <source>Luk</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Nøglefilen passer ikke til profilen. Brug den private del af profilens nødnøgle.</source>
        <translation>The key file does not fit the profile. Use the private part of the profile’s escrow key.</translation>
    </message>
    <message>
        <source>Offline-adgangen er udløbet. Det usendte bliver stadig afleveret. Få forbindelse til serveren for at åbne profilen igen.</source>
        <translation>The offline access has run out. What is unsent is still delivered. Get a connection to the server to open the profile again.</translation>
    </message>
    <message>
        <source>Overalt</source>
        <translation>Everywhere</translation>
    </message>
    <message>
        <source>PIN-kode kræver denne pc’s nøglering, som ikke svarer. Brug adgangssætningen.</source>
        <translation>A PIN needs the keyring of this PC, which does not answer. Use the passphrase.</translation>
    </message>
    <message>
        <source>PIN-koden er forkert. Prøv igen; der er {left} forsøg tilbage.</source>
        <translation>The PIN is wrong. Try again; {left} tries are left.</translation>
    </message>
    <message>
        <source>PIN-koden gælder ikke nu. Brug adgangssætningen, og vælg derefter en ny PIN-kode.</source>
        <translation>The PIN is not valid now. Use the passphrase, and then choose a new PIN.</translation>
    </message>
    <message>
        <source>PIN-koden skal have {least} til {most} cifre, ikke ens og ikke en række. Vælg en anden.</source>
        <translation>The PIN must have {least} to {most} digits, not all the same and not in a row. Choose another.</translation>
    </message>
    <message>
        <source>Profilen er oprettet uden nødnøgle. Den åbner kun med adgangssætningen.</source>
        <translation>The profile was created without an escrow key. It opens only with the passphrase.</translation>
    </message>
    <message>
        <source>Søg i tasterne</source>
        <translation>Search the keys</translation>
    </message>
    <message>
        <source>Taster</source>
        <translation>Keys</translation>
    </message>
    <message>
        <source>Tavlen: andet</source>
        <translation>The board: else</translation>
    </message>
    <message>
        <source>Tavlen: flyt og form</source>
        <translation>The board: moving and shaping</translation>
    </message>
    <message>
        <source>Tavlen: gå rundt</source>
        <translation>The board: going about</translation>
    </message>
    <message>
        <source>Tavlen: kort og værktøjer</source>
        <translation>The board: cards and tools</translation>
    </message>
    <message>
        <source>Tavlen: ret ind</source>
        <translation>The board: putting in line</translation>
    </message>
    <message>
        <source>Tavlen: slet, kopiér og fortryd</source>
        <translation>The board: deleting, copying and undoing</translation>
    </message>
    <message>
        <source>Tavlen: vælg</source>
        <translation>The board: choosing</translation>
    </message>
    <message>
        <source>Tavlen: zoom</source>
        <translation>The board: zoom</translation>
    </message>
</context>
<context>
    <name>late-work</name>
    <message>
        <source>Det kommer med, når serveren har fået besked.</source>
        <translation>It will be included when the server has been told.</translation>
    </message>
    <message>
        <source>Hvorfor skal det ikke med?</source>
        <translation>Why is it to be left out?</translation>
    </message>
    <message>
        <source>Skriv, hvorfor det ikke skal med i planen.</source>
        <translation>Write why it is not to be in the plan.</translation>
    </message>
    <message>
        <source>Tag det ikke med</source>
        <translation>Leave it out</translation>
    </message>
    <message>
        <source>Tag det ikke med: {title}</source>
        <translation>Leave it out: {title}</translation>
    </message>
    <message>
        <source>Tag med i planen</source>
        <translation>Take into the plan</translation>
    </message>
    <message>
        <source>Tag med i planen: {title}</source>
        <translation>Take into the plan: {title}</translation>
    </message>
    <message>
        <source>Teksten er for lang til at stå her. Tag den med i planen for at læse den.</source>
        <translation>The text is too long to be shown here. Take it into the plan to read it.</translation>
    </message>
    <message>
        <source>{author} var ikke tilknyttet borgeren længere, da det nåede frem. Tag det med i planen, eller lad det ligge.</source>
        <translation>{author} was not assigned to the citizen any more when it arrived. Take it into the plan, or leave it.</translation>
    </message>
</context>
<context>
    <name>level</name>
    <message>
        <source>Det går af sig selv</source>
        <translation>It goes by itself</translation>
    </message>
    <message>
        <source>Det kan jeg ikke</source>
        <translation>I cannot do it</translation>
    </message>
    <message>
        <source>Har vi ikke talt om</source>
        <translation>We have not talked about it</translation>
    </message>
    <message>
        <source>Lidt bøvl, jeg klarer det</source>
        <translation>A bit of bother, I manage</translation>
    </message>
    <message>
        <source>Svært det meste af tiden, jeg har brug for meget hjælp</source>
        <translation>Hard most of the time, I need a lot of help</translation>
    </message>
    <message>
        <source>Svært noget af tiden, jeg har brug for lidt hjælp</source>
        <translation>Hard some of the time, I need a little help</translation>
    </message>
</context>
<context>
    <name>life area</name>
    <message>
        <source>Arbejde</source>
        <translation>Work</translation>
    </message>
    <message>
        <source>Bliver du forstået, og forstår du os?</source>
        <translation>Are you understood, and do you understand us?</translation>
    </message>
    <message>
        <source>Er du tryg, hvor du er?</source>
        <translation>Do you feel safe where you are?</translation>
    </message>
    <message>
        <source>Familie</source>
        <translation>Family</translation>
    </message>
    <message>
        <source>Fritid og lyst</source>
        <translation>Leisure and joy</translation>
    </message>
    <message>
        <source>Fylder alkohol, stoffer eller spil?</source>
        <translation>Do alcohol, drugs or gambling take up much room?</translation>
    </message>
    <message>
        <source>Få dagen til at hænge sammen</source>
        <translation>Making the day work</translation>
    </message>
    <message>
        <source>Har du styr på økonomi og post?</source>
        <translation>Do you have your money and mail in hand?</translation>
    </message>
    <message>
        <source>Hjemmet</source>
        <translation>The home</translation>
    </message>
    <message>
        <source>Hjælpere</source>
        <translation>Helpers</translation>
    </message>
    <message>
        <source>Humør og tanker</source>
        <translation>Mood and thoughts</translation>
    </message>
    <message>
        <source>Huske og samle sig</source>
        <translation>Remembering and focusing</translation>
    </message>
    <message>
        <source>Hvad gør dig glad?</source>
        <translation>What makes you happy?</translation>
    </message>
    <message>
        <source>Hvad gør du, når det bliver for meget?</source>
        <translation>What do you do when it gets too much?</translation>
    </message>
    <message>
        <source>Hvad klarer du selv med bad, tøj og mad?</source>
        <translation>What do you manage yourself of bathing, dressing and eating?</translation>
    </message>
    <message>
        <source>Hvad lykkes på en almindelig dag?</source>
        <translation>What succeeds on an ordinary day?</translation>
    </message>
    <message>
        <source>Hvad spænder ben udefra?</source>
        <translation>What from outside gets in your way?</translation>
    </message>
    <message>
        <source>Hvad vil du gerne arbejde med, og hvad skal der til?</source>
        <translation>What would you like to work with, and what does it take?</translation>
    </message>
    <message>
        <source>Hvad vil du gerne lære?</source>
        <translation>What would you like to learn?</translation>
    </message>
    <message>
        <source>Hvem er der i din familie, og hvordan går det?</source>
        <translation>Who is in your family, and how are things?</translation>
    </message>
    <message>
        <source>Hvem hjælper dig, og er det den rigtige hjælp?</source>
        <translation>Who helps you, and is it the right help?</translation>
    </message>
    <message>
        <source>Hvem ser du, og hvem vil du gerne se?</source>
        <translation>Whom do you see, and whom would you like to see?</translation>
    </message>
    <message>
        <source>Hvordan fungerer det derhjemme?</source>
        <translation>How do things work at home?</translation>
    </message>
    <message>
        <source>Hvordan har du det i kroppen?</source>
        <translation>How does your body feel?</translation>
    </message>
    <message>
        <source>Hvordan har du det med dig selv?</source>
        <translation>How do you feel about yourself?</translation>
    </message>
    <message>
        <source>Kan du holde fast i det, du er i gang med?</source>
        <translation>Can you stay with what you are doing?</translation>
    </message>
    <message>
        <source>Kan du komme derhen, hvor du skal?</source>
        <translation>Can you get where you need to go?</translation>
    </message>
    <message>
        <source>Klare mig selv</source>
        <translation>Looking after myself</translation>
    </message>
    <message>
        <source>Komme rundt</source>
        <translation>Getting about</translation>
    </message>
    <message>
        <source>Krop og helbred</source>
        <translation>Body and health</translation>
    </message>
    <message>
        <source>Penge og post</source>
        <translation>Money and mail</translation>
    </message>
    <message>
        <source>Pres og forandring</source>
        <translation>Pressure and change</translation>
    </message>
    <message>
        <source>Regler og systemer</source>
        <translation>Rules and systems</translation>
    </message>
    <message>
        <source>Rusmidler og vaner</source>
        <translation>Substances and habits</translation>
    </message>
    <message>
        <source>Skole og uddannelse</source>
        <translation>School and education</translation>
    </message>
    <message>
        <source>Sover du, og har du kræfter til dagen?</source>
        <translation>Do you sleep, and do you have strength for the day?</translation>
    </message>
    <message>
        <source>Søvn og kræfter</source>
        <translation>Sleep and strength</translation>
    </message>
    <message>
        <source>Tale og forstå</source>
        <translation>Speaking and understanding</translation>
    </message>
    <message>
        <source>Tryghed</source>
        <translation>Feeling safe</translation>
    </message>
    <message>
        <source>Venner og fællesskab</source>
        <translation>Friends and community</translation>
    </message>
</context>
<context>
    <name>life areas</name>
    <message>
        <source>Alle livsområder</source>
        <translation>All life areas</translation>
    </message>
    <message>
        <source>Det næste</source>
        <translation>The next one</translation>
    </message>
    <message>
        <source>I ser det forskelligt</source>
        <translation>You see it differently</translation>
    </message>
    <message>
        <source>Jeg ser</source>
        <translation>I see</translation>
    </message>
    <message>
        <source>Læg billedkort</source>
        <translation>Lay picture cards</translation>
    </message>
    <message>
        <source>Sæt kun markører på det, I har talt om. Begge markører bliver gemt, også når de er forskellige.</source>
        <translation>Set markers only on what you have talked about. Both markers are saved, also when they differ.</translation>
    </message>
    <message>
        <source>Tal om det</source>
        <translation>Speak of it</translation>
    </message>
    <message>
        <source>Tal om {area}</source>
        <translation>Speak of {area}</translation>
    </message>
    <message>
        <source>{name} siger</source>
        <translation>{name} says</translation>
    </message>
</context>
<context>
    <name>list key</name>
    <message>
        <source>Find i planen</source>
        <translation>Find in the plan</translation>
    </message>
    <message>
        <source>Gjort, eller ikke gjort</source>
        <translation>Done, or not done</translation>
    </message>
    <message>
        <source>Nyt punkt, eller til panelet</source>
        <translation>New item, or to the panel</translation>
    </message>
    <message>
        <source>Skriv titlen om</source>
        <translation>Write the title anew</translation>
    </message>
    <message>
        <source>Slet punktet</source>
        <translation>Delete the item</translation>
    </message>
</context>
<context>
    <name>look-up</name>
    <message>
        <source>Arbejde med borgerens plan</source>
        <translation>Work on the citizen’s plan</translation>
    </message>
    <message>
        <source>Arbejde, der ikke er kommet med i planen</source>
        <translation>Work that has not become part of the plan</translation>
    </message>
    <message>
        <source>Dagens overblik</source>
        <translation>The day at a glance</translation>
    </message>
    <message>
        <source>En vedhæftet fil blev gemt uden for Enplan</source>
        <translation>An attached file was saved outside Enplan</translation>
    </message>
    <message>
        <source>Familietavle: planer set ved siden af hinanden</source>
        <translation>Family board: plans seen beside each other</translation>
    </message>
    <message>
        <source>Kopi til borgeren</source>
        <translation>Copy for the citizen</translation>
    </message>
    <message>
        <source>Referat til dem, der var med</source>
        <translation>Minutes for those who were there</translation>
    </message>
    <message>
        <source>Skriv, hvorfor du slår borgeren op, før siden åbnes.</source>
        <translation>Write why you look the citizen up before the page opens.</translation>
    </message>
    <message>
        <source>Søgning efter ord i planerne</source>
        <translation>Search for words in the plans</translation>
    </message>
    <message>
        <source>Søgning på CPR-nummer</source>
        <translation>Search by CPR number</translation>
    </message>
    <message>
        <source>Tavlen blev gemt uden for Enplan</source>
        <translation>The board was saved outside Enplan</translation>
    </message>
    <message>
        <source>Tavlen blev udskrevet</source>
        <translation>The board was printed</translation>
    </message>
</context>
<context>
    <name>lost</name>
    <message>
        <source>Enhed uden navn</source>
        <translation>Device without a name</translation>
    </message>
    <message>
        <source>Enheden er lukket. Der lå planer for {count} borgere på den, og den kan højst åbnes til {day}.</source>
        <translation>The device is closed. Plans of {count} citizens lay on it, and it opens until {day} at the latest.</translation>
    </message>
    <message>
        <source>Er en pc med Enplan blevet væk, så meld den tabt her. Den lukkes straks og sletter sit indhold, næste gang den får forbindelse. Uden forbindelse kan den kun åbnes, til offline-adgangen udløber.</source>
        <translation>If a PC with Enplan is gone, report it here. It is closed at once and deletes what is on it the next time it has a connection. Without a connection it opens only until the offline access ends.</translation>
    </message>
    <message>
        <source>Hvad er der sket?</source>
        <translation>What has happened?</translation>
    </message>
    <message>
        <source>Kopiér udkast til anmeldelse</source>
        <translation>Copy the draft of the notice</translation>
    </message>
    <message>
        <source>Meld tabt</source>
        <translation>Report lost</translation>
    </message>
    <message>
        <source>Meld tabt enhed</source>
        <translation>Report a lost device</translation>
    </message>
    <message>
        <source>Meld tabt: {device}</source>
        <translation>Report lost: {device}</translation>
    </message>
    <message>
        <source>Serveren kender ingen andre enheder.</source>
        <translation>The server knows no other devices.</translation>
    </message>
    <message>
        <source>Udkastet er kopieret.</source>
        <translation>The draft is copied.</translation>
    </message>
    <message>
        <source>Vis mine enheder</source>
        <translation>Show my devices</translation>
    </message>
    <message>
        <source>{name} · meldt tabt og slettet</source>
        <translation>{name} · reported lost and wiped</translation>
    </message>
    <message>
        <source>{name} · meldt tabt, ikke slettet endnu</source>
        <translation>{name} · reported lost, not wiped yet</translation>
    </message>
    <message>
        <source>{name} · sidst set {day}</source>
        <translation>{name} · last seen {day}</translation>
    </message>
</context>
<context>
    <name>mark</name>
    <message>
        <source>Gemmer …</source>
        <translation>Saving …</translation>
    </message>
    <message>
        <source>Gemt her</source>
        <translation>Saved here</translation>
    </message>
    <message>
        <source>Ikke godkendt</source>
        <translation>Not accepted</translation>
    </message>
    <message>
        <source>Modtaget centralt</source>
        <translation>Received centrally</translation>
    </message>
    <message>
        <source>To versioner</source>
        <translation>Two versions</translation>
    </message>
</context>
<context>
    <name>measuring</name>
    <message>
        <source>Hvem lægger mærke til det?</source>
        <translation>Who will notice it?</translation>
    </message>
    <message>
        <source>Hvordan kan vi se, at det lykkes?</source>
        <translation>How can we see that it succeeds?</translation>
    </message>
    <message>
        <source>Hvornår ser vi efter?</source>
        <translation>When do we look?</translation>
    </message>
    <message>
        <source>Ikke nu</source>
        <translation>Not now</translation>
    </message>
    <message>
        <source>Om en måned</source>
        <translation>In a month</translation>
    </message>
    <message>
        <source>Om et halvt år</source>
        <translation>In half a year</translation>
    </message>
    <message>
        <source>Om tre måneder</source>
        <translation>In three months</translation>
    </message>
</context>
<context>
    <name>meeting</name>
    <message>
        <source>Skriv dag og klokkeslæt for det næste møde, fx 1/3 kl. 10.00.</source>
        <translation>Write day and time of the next meeting, e.g. 1/3 at 10.00.</translation>
    </message>
    <message>
        <source>Skriv navnet på den, der er med.</source>
        <translation>Write the name of who is there.</translation>
    </message>
</context>
<context>
    <name>merged</name>
    <message>
        <source>Borgeren var oprettet to gange. Den samlede plan hentes nu.</source>
        <translation>The citizen was here twice. The joint plan is being fetched.</translation>
    </message>
    <message>
        <source>Borgeren var oprettet to gange. Her er den samlede plan.</source>
        <translation>The citizen was here twice. This is the joint plan.</translation>
    </message>
</context>
<context>
    <name>minutes</name>
    <message>
        <source>Afventer svar</source>
        <translation>Awaiting an answer</translation>
    </message>
    <message>
        <source>Dagsorden</source>
        <translation>Agenda</translation>
    </message>
    <message>
        <source>Det blev ikke skrevet op.</source>
        <translation>It was not written down.</translation>
    </message>
    <message>
        <source>Det hænger sammen</source>
        <translation>What belongs together</translation>
    </message>
    <message>
        <source>Det ses ved: {sign}</source>
        <translation>It shows by: {sign}</translation>
    </message>
    <message>
        <source>Det talte vi om</source>
        <translation>What we spoke of</translation>
    </message>
    <message>
        <source>Fortalt i runden</source>
        <translation>Told in the round</translation>
    </message>
    <message>
        <source>Gem referatet (PDF)</source>
        <translation>Keep the minutes (PDF)</translation>
    </message>
    <message>
        <source>Hvem var med</source>
        <translation>Who was there</translation>
    </message>
    <message>
        <source>Ikke til stede</source>
        <translation>Not present</translation>
    </message>
    <message>
        <source>Inviteret</source>
        <translation>Invited</translation>
    </message>
    <message>
        <source>Markører</source>
        <translation>Markers</translation>
    </message>
    <message>
        <source>Print referatet</source>
        <translation>Print the minutes</translation>
    </message>
    <message>
        <source>Samtykke</source>
        <translation>Consent</translation>
    </message>
    <message>
        <source>Taget ud af planen</source>
        <translation>Taken out of the plan</translation>
    </message>
    <message>
        <source>Talt igennem</source>
        <translation>Talked through</translation>
    </message>
    <message>
        <source>Til stede</source>
        <translation>Present</translation>
    </message>
    <message>
        <source>Tilbage</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>{actors} må ikke mere se: {items}.</source>
        <translation>{actors} may no more see: {items}.</translation>
    </message>
    <message>
        <source>{actors} må se: {items}.</source>
        <translation>{actors} may see: {items}.</translation>
    </message>
    <message>
        <source>{actors} må se: {items}. Til {day}.</source>
        <translation>{actors} may see: {items}. Until {day}.</translation>
    </message>
    <message>
        <source>{area} – medarbejderen ser: {level}.</source>
        <translation>{area} – the worker sees: {level}.</translation>
    </message>
    <message>
        <source>{area} – {name} siger: {level}.</source>
        <translation>{area} – {name} says: {level}.</translation>
    </message>
    <message>
        <source>{day} kl. {time}</source>
        <translation>{day} at {time}</translation>
    </message>
    <message>
        <source>{label}: {names}</source>
        <translation>{label}: {names}</translation>
    </message>
    <message>
        <source>{name}: {does}.</source>
        <translation>{name}: {does}.</translation>
    </message>
    <message>
        <source>{title}: I er enige nu.</source>
        <translation>{title}: You agree now.</translation>
    </message>
    <message>
        <source>{word} – {name} har taget billedet tilbage.</source>
        <translation>{word} – {name} has taken the picture back.</translation>
    </message>
    <message>
        <source>{word} – {name} siger: {column}.</source>
        <translation>{word} – {name} says: {column}.</translation>
    </message>
    <message>
        <source>Ændret imens et andet sted</source>
        <translation>Changed elsewhere meanwhile</translation>
    </message>
</context>
<context>
    <name>missing</name>
    <message>
        <source>Hvem og hvornår?</source>
        <translation>Who and when?</translation>
    </message>
    <message>
        <source>I morgen</source>
        <translation>Tomorrow</translation>
    </message>
    <message>
        <source>Om en uge</source>
        <translation>In a week</translation>
    </message>
    <message>
        <source>Om fire uger</source>
        <translation>In four weeks</translation>
    </message>
    <message>
        <source>Om to uger</source>
        <translation>In two weeks</translation>
    </message>
    <message>
        <source>{title}: hvem gør det?</source>
        <translation>{title}: who does it?</translation>
    </message>
    <message>
        <source>{title}: hvornår?</source>
        <translation>{title}: when?</translation>
    </message>
</context>
<context>
    <name>month</name>
    <message>
        <source>apr</source>
        <translation>Apr</translation>
    </message>
    <message>
        <source>april</source>
        <translation>April</translation>
    </message>
    <message>
        <source>aug</source>
        <translation>Aug</translation>
    </message>
    <message>
        <source>august</source>
        <translation>August</translation>
    </message>
    <message>
        <source>dec</source>
        <translation>Dec</translation>
    </message>
    <message>
        <source>december</source>
        <translation>December</translation>
    </message>
    <message>
        <source>feb</source>
        <translation>Feb</translation>
    </message>
    <message>
        <source>februar</source>
        <translation>February</translation>
    </message>
    <message>
        <source>jan</source>
        <translation>Jan</translation>
    </message>
    <message>
        <source>januar</source>
        <translation>January</translation>
    </message>
    <message>
        <source>jul</source>
        <translation>Jul</translation>
    </message>
    <message>
        <source>juli</source>
        <translation>July</translation>
    </message>
    <message>
        <source>jun</source>
        <translation>Jun</translation>
    </message>
    <message>
        <source>juni</source>
        <translation>June</translation>
    </message>
    <message>
        <source>maj</source>
        <translation>May</translation>
    </message>
    <message>
        <source>mar</source>
        <translation>Mar</translation>
    </message>
    <message>
        <source>marts</source>
        <translation>March</translation>
    </message>
    <message>
        <source>nov</source>
        <translation>Nov</translation>
    </message>
    <message>
        <source>november</source>
        <translation>November</translation>
    </message>
    <message>
        <source>okt</source>
        <translation>Oct</translation>
    </message>
    <message>
        <source>oktober</source>
        <translation>October</translation>
    </message>
    <message>
        <source>sep</source>
        <translation>Sep</translation>
    </message>
    <message>
        <source>september</source>
        <translation>September</translation>
    </message>
</context>
<context>
    <name>navigation</name>
    <message>
        <source>Kun på denne pc</source>
        <translation>On this PC only</translation>
    </message>
    <message>
        <source>Lås</source>
        <translation>Lock</translation>
    </message>
    <message>
        <source>Server på denne pc</source>
        <translation>Server on this computer</translation>
    </message>
</context>
<context>
    <name>news</name>
    <message>
        <source>1 fjernet</source>
        <translation>1 removed</translation>
    </message>
    <message>
        <source>1 flyttet</source>
        <translation>1 moved</translation>
    </message>
    <message>
        <source>1 færdigt</source>
        <translation>1 done</translation>
    </message>
    <message>
        <source>1 nyt kort</source>
        <translation>1 new card</translation>
    </message>
    <message>
        <source>1 ændret</source>
        <translation>1 changed</translation>
    </message>
    <message>
        <source>Borgeren er ikke enig.</source>
        <translation>The citizen disagrees.</translation>
    </message>
    <message>
        <source>Der er intet nyt.</source>
        <translation>There is nothing new.</translation>
    </message>
    <message>
        <source>Fjernet</source>
        <translation>Removed</translation>
    </message>
    <message>
        <source>Fjernet: {titles}</source>
        <translation>Removed: {titles}</translation>
    </message>
    <message>
        <source>Flyttet</source>
        <translation>Moved</translation>
    </message>
    <message>
        <source>Forrige nye</source>
        <translation>Previous new</translation>
    </message>
    <message>
        <source>Færdig</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Luk nyt siden sidst</source>
        <translation>Close new since last time</translation>
    </message>
    <message>
        <source>Ny</source>
        <translation>New</translation>
    </message>
    <message>
        <source>Nyt siden sidst</source>
        <translation>New since last time</translation>
    </message>
    <message>
        <source>Næste nye</source>
        <translation>Next new</translation>
    </message>
    <message>
        <source>Set alt</source>
        <translation>All seen</translation>
    </message>
    <message>
        <source>Siden du så den</source>
        <translation>Since you saw it</translation>
    </message>
    <message>
        <source>Siden mødet {day}</source>
        <translation>Since the meeting on {day}</translation>
    </message>
    <message>
        <source>Skrevet af {name}.</source>
        <translation>Written by {name}.</translation>
    </message>
    <message>
        <source>{count} fjernede</source>
        <translation>{count} removed</translation>
    </message>
    <message>
        <source>{count} flyttede</source>
        <translation>{count} moved</translation>
    </message>
    <message>
        <source>{count} færdige</source>
        <translation>{count} done</translation>
    </message>
    <message>
        <source>{count} nye kort</source>
        <translation>{count} new cards</translation>
    </message>
    <message>
        <source>{count} ændrede</source>
        <translation>{count} changed</translation>
    </message>
    <message>
        <source>{field}: {words}</source>
        <translation>{field}: {words}</translation>
    </message>
    <message>
        <source>Ændret</source>
        <translation>Changed</translation>
    </message>
</context>
<context>
    <name>office</name>
    <message>
        <source>Dagen er ikke rigtig. Skriv en dag, der ligger fremme.</source>
        <translation>The day is not right. Write a day that lies ahead.</translation>
    </message>
    <message>
        <source>Den medarbejder kan ikke læse planer. Vælg en anden.</source>
        <translation>That worker cannot read plans. Choose another.</translation>
    </message>
    <message>
        <source>Det har du ikke adgang til. Tal med den, der styrer adgangen hos jer.</source>
        <translation>You have no access to this. Talk to whoever manages access with you.</translation>
    </message>
    <message>
        <source>Serveren beder om din adgangskode. Log ind nederst til venstre, og prøv igen.</source>
        <translation>The server asks for your password. Log in at the bottom left, and try again.</translation>
    </message>
    <message>
        <source>Serveren kender ingen borger med det nummer, som du må åbne. Se efter, om det er skrevet rigtigt.</source>
        <translation>The server knows no citizen of that number whom you may open. See whether it is written rightly.</translation>
    </message>
    <message>
        <source>Serveren tog ikke imod det. Opdatér Enplan, og prøv igen.</source>
        <translation>The server did not take it. Update Enplan, and try again.</translation>
    </message>
    <message>
        <source>Skriv hvorfor.</source>
        <translation>Write why.</translation>
    </message>
    <message>
        <source>Skriv, hvorfor du åbner planen.</source>
        <translation>Write why you open the plan.</translation>
    </message>
    <message>
        <source>Vælg mellem 1 og 24 timer.</source>
        <translation>Choose between 1 and 24 hours.</translation>
    </message>
    <message>
        <source>Vælg mindst én borger.</source>
        <translation>Choose at least one citizen.</translation>
    </message>
</context>
<context>
    <name>outside</name>
    <message>
        <source>Du er logget ind. Luk dette vindue, og gå tilbage til Enplan.</source>
        <translation>You are logged in. Close this window and go back to Enplan.</translation>
    </message>
    <message>
        <source>Login blev afbrudt. Luk dette vindue, og gå tilbage til Enplan.</source>
        <translation>The log-in was broken off. Close this window and go back to Enplan.</translation>
    </message>
    <message>
        <source>Login i browseren blev ikke færdigt. Prøv igen.</source>
        <translation>The log-in in the browser was not finished. Try again.</translation>
    </message>
</context>
<context>
    <name>oversight</name>
    <message>
        <source>Borgere, som nogen arbejder med, og medarbejdere. Tal under 5 vises ikke.</source>
        <translation>Citizens somebody works with, and workers. Numbers below 5 are not shown.</translation>
    </message>
    <message>
        <source>Der er ingen enheder endnu.</source>
        <translation>There are no units yet.</translation>
    </message>
    <message>
        <source>Enhederne i tal</source>
        <translation>The units in numbers</translation>
    </message>
    <message>
        <source>Ingen har åbnet en plan med nødopslag.</source>
        <translation>Nobody has opened a plan by emergency access.</translation>
    </message>
    <message>
        <source>Ledelse og drift</source>
        <translation>Management and operation</translation>
    </message>
    <message>
        <source>Nødopslag det seneste år</source>
        <translation>Emergency access in the last year</translation>
    </message>
    <message>
        <source>Planer, der er åbnet uden tilknytning. Undrer grunden, så spørg den, der åbnede.</source>
        <translation>Plans that were opened by somebody who was not assigned. If the reason puzzles you, ask whoever opened it.</translation>
    </message>
    <message>
        <source>Vis alle {count}</source>
        <translation>Show all {count}</translation>
    </message>
    <message>
        <source>borger {id}</source>
        <translation>citizen {id}</translation>
    </message>
    <message>
        <source>under 5</source>
        <translation>below 5</translation>
    </message>
    <message>
        <source>{name} · {day}</source>
        <translation>{name} · {day}</translation>
    </message>
    <message>
        <source>{unit} · {citizens} borgere · {workers} medarbejdere</source>
        <translation>{unit} · {citizens} citizens · {workers} workers</translation>
    </message>
</context>
<context>
    <name>paper</name>
    <message>
        <source>Ark {sheet}</source>
        <translation>Sheet {sheet}</translation>
    </message>
    <message>
        <source>Arket kan ikke laves. Installér Enplan igen; der mangler en skrifttype.</source>
        <translation>The sheet cannot be made. Install Enplan again; a typeface is missing.</translation>
    </message>
    <message>
        <source>Der er kun plads til {most} kort på arket. Vælg færre, eller lav flere ark.</source>
        <translation>There is room for only {most} cards on the sheet. Choose fewer, or make more sheets.</translation>
    </message>
    <message>
        <source>Hvad går godt?</source>
        <translation>What goes well?</translation>
    </message>
    <message>
        <source>Hvad kan være svært?</source>
        <translation>What can be hard?</translation>
    </message>
    <message>
        <source>Hvad vil du gerne nå?</source>
        <translation>What would you like to reach?</translation>
    </message>
    <message>
        <source>Hvad ønsker du dig?</source>
        <translation>What do you wish for?</translation>
    </message>
    <message>
        <source>Hvem er med? Skriv navn og rolle.</source>
        <translation>Who is with you? Write name and role.</translation>
    </message>
    <message>
        <source>Hvem gør hvad – og hvornår?</source>
        <translation>Who does what – and when?</translation>
    </message>
    <message>
        <source>Hvilken hjælp skal der til?</source>
        <translation>What help does it take?</translation>
    </message>
    <message>
        <source>Hvornår og hvor ses vi?</source>
        <translation>When and where do we meet?</translation>
    </message>
    <message>
        <source>Håndskrevet kort</source>
        <translation>Handwritten card</translation>
    </message>
    <message>
        <source>Kort til planen</source>
        <translation>Cards for the plan</translation>
    </message>
    <message>
        <source>Skriv én ting på hvert kort. Klip kortene ud, eller lad arket være helt. Skriv ikke hen over koden: med den finder et billede kortets plads på tavlen.</source>
        <translation>Write one thing on each card. Cut the cards out, or leave the sheet whole. Do not write across the code: by it a picture finds the card’s place on the board.</translation>
    </message>
    <message>
        <source>Vælg mellem 1 og {most} ark ad gangen.</source>
        <translation>Choose between 1 and {most} sheets at a time.</translation>
    </message>
    <message>
        <source>Vælg mindst ét kort til arket.</source>
        <translation>Choose at least one card for the sheet.</translation>
    </message>
</context>
<context>
    <name>paper photo</name>
    <message>
        <source>Billedet er beskadiget eller kun halvt overført. Overfør det igen, eller tag et nyt.</source>
        <translation>The picture is damaged or only half transferred. Transfer it again, or take a new one.</translation>
    </message>
    <message>
        <source>Billedet er for stort. Tag det med højst 50 megapixel, eller gem det mindre.</source>
        <translation>The picture is too large. Take it with at most 50 megapixels, or save it smaller.</translation>
    </message>
    <message>
        <source>Billedet er vedhæftet planen.</source>
        <translation>The picture is attached to the plan.</translation>
    </message>
    <message>
        <source>Billedet kan ikke læses. Se, om filen findes og kan åbnes i et andet program.</source>
        <translation>The picture cannot be read. See whether the file exists and opens in another program.</translation>
    </message>
    <message>
        <source>Der er ikke skrevet noget på kortene.</source>
        <translation>Nothing is written on the cards.</translation>
    </message>
    <message>
        <source>Der er ingen kort med en kode på billedet. Tag det tættere på, lige ovenfra, så hele kortene er med.</source>
        <translation>There are no cards with a code in the picture. Take it closer, straight from above, with the whole cards in it.</translation>
    </message>
    <message>
        <source>Der er {count} kort. De kommer på tavlen, som de lå, med håndskriften på.</source>
        <translation>There are {count} cards. They come on the board as they lay, with the handwriting on them.</translation>
    </message>
    <message>
        <source>Der er ét kort på billedet. Det kommer på tavlen med håndskriften på.</source>
        <translation>There is one card in the picture. It comes on the board with the handwriting on it.</translation>
    </message>
    <message>
        <source>En kode på billedet kan ikke læses.</source>
        <translation>A code in the picture cannot be read.</translation>
    </message>
    <message>
        <source>Et tomt kort er ikke taget med.</source>
        <translation>One empty card was left out.</translation>
    </message>
    <message>
        <source>Filen er ikke et billede, som Enplan kan læse. Gem det som JPEG eller PNG.</source>
        <translation>The file is not a picture that Enplan can read. Save it as JPEG or PNG.</translation>
    </message>
    <message>
        <source>Fortryd</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Håndskrevet kort: {kind}, kort {slot}</source>
        <translation>Handwritten card: {kind}, card {slot}</translation>
    </message>
    <message>
        <source>Kort fra papir</source>
        <translation>Cards from paper</translation>
    </message>
    <message>
        <source>Luk</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Læg billedet under tavlen</source>
        <translation>Lay the picture under the board</translation>
    </message>
    <message>
        <source>Læg kortet på tavlen</source>
        <translation>Put the card on the board</translation>
    </message>
    <message>
        <source>Læg {count} kort på tavlen</source>
        <translation>Put {count} cards on the board</translation>
    </message>
    <message>
        <source>Læser billede {number} af {count} …</source>
        <translation>Reading picture {number} of {count} …</translation>
    </message>
    <message>
        <source>På ark {sheet} kan kort {slots} ikke læses. Resten er med.</source>
        <translation>On sheet {sheet}, card {slots} cannot be read. The rest is included.</translation>
    </message>
    <message>
        <source>Tag et nyt billede tættere på, lige ovenfra og uden skygge over koderne. Kort, der allerede er lagt ind, kommer ikke to gange.</source>
        <translation>Take a new picture closer, straight from above and without shadow over the codes. Cards that are in already do not come twice.</translation>
    </message>
    <message>
        <source>Vedhæft billedet til planen</source>
        <translation>Attach the picture to the plan</translation>
    </message>
    <message>
        <source>{count} koder på billedet kan ikke læses.</source>
        <translation>{count} codes in the picture cannot be read.</translation>
    </message>
    <message>
        <source>{count} tomme kort er ikke taget med.</source>
        <translation>{count} empty cards were left out.</translation>
    </message>
    <message>
        <source>{kind}</source>
        <translation>{kind}</translation>
    </message>
    <message>
        <source>{kind} – er der allerede: brug det nye billede</source>
        <translation>{kind} – is there already: use the new picture</translation>
    </message>
</context>
<context>
    <name>paper print</name>
    <message>
        <source>A3 – 16 kort</source>
        <translation>A3 – 16 cards</translation>
    </message>
    <message>
        <source>A4 – 8 kort</source>
        <translation>A4 – 8 cards</translation>
    </message>
    <message>
        <source>Antal ark</source>
        <translation>Sheets</translation>
    </message>
    <message>
        <source>Arkene ligger i {file}. Print dem i fuld størrelse (100 %).</source>
        <translation>The sheets are in {file}. Print them at full size (100 %).</translation>
    </message>
    <message>
        <source>Gem arkene</source>
        <translation>Save the sheets</translation>
    </message>
    <message>
        <source>Gem som PDF …</source>
        <translation>Save as PDF …</translation>
    </message>
    <message>
        <source>Kort på papir</source>
        <translation>Cards on paper</translation>
    </message>
    <message>
        <source>Luk</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Papir</source>
        <translation>Paper</translation>
    </message>
    <message>
        <source>Print arket, skriv på det sammen i hånden, og tag et billede. Så ligger kortene på tavlen med håndskriften på. Koderne på kortene siger intet om borgeren.</source>
        <translation>Print the sheet, write on it together by hand, and take a picture. Then the cards are on the board with the handwriting on them. The codes on the cards say nothing of the citizen.</translation>
    </message>
    <message>
        <source>kort på papir.pdf</source>
        <translation>cards on paper.pdf</translation>
    </message>
    <message>
        <source>{count} af {most} kort på hvert ark</source>
        <translation>{count} of {most} cards on each sheet</translation>
    </message>
    <message>
        <source>{count} kort er flere end de {most}, der er plads til på arket</source>
        <translation>{count} cards are more than the {most} that the sheet has room for</translation>
    </message>
    <message>
        <source>Åbn arkene</source>
        <translation>Open the sheets</translation>
    </message>
</context>
<context>
    <name>past</name>
    <message>
        <source>Afspil</source>
        <translation>Play</translation>
    </message>
    <message>
        <source>Afspil mødet: {title}</source>
        <translation>Replay the meeting: {title}</translation>
    </message>
    <message>
        <source>Dag, tavlen vises fra</source>
        <translation>Day the board is shown from</translation>
    </message>
    <message>
        <source>Der er ikke holdt møder, der kan afspilles.</source>
        <translation>No meetings have been held that can be replayed.</translation>
    </message>
    <message>
        <source>Et skridt frem</source>
        <translation>One step forward</translation>
    </message>
    <message>
        <source>Et skridt tilbage</source>
        <translation>One step back</translation>
    </message>
    <message>
        <source>Før det første, der er skrevet.</source>
        <translation>Before the first thing that was written.</translation>
    </message>
    <message>
        <source>Mere</source>
        <translation>More</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>Tavlen, som den stod</source>
        <translation>The board as it stood</translation>
    </message>
    <message>
        <source>Tavlen, som den stod …</source>
        <translation>The board as it stood …</translation>
    </message>
    <message>
        <source>Tilbage til i dag</source>
        <translation>Back to today</translation>
    </message>
    <message>
        <source>{act}: «{title}»</source>
        <translation>{act}: “{title}”</translation>
    </message>
    <message>
        <source>{day}. {words}</source>
        <translation>{day}. {words}</translation>
    </message>
    <message>
        <source>{day}: sådan stod tavlen, da dagen sluttede.</source>
        <translation>{day}: this is how the board stood when the day ended.</translation>
    </message>
    <message>
        <source>{title}, {day}</source>
        <translation>{title}, {day}</translation>
    </message>
</context>
<context>
    <name>pen</name>
    <message>
        <source>Blå</source>
        <translation>Blue</translation>
    </message>
    <message>
        <source>Bred</source>
        <translation>Broad</translation>
    </message>
    <message>
        <source>Brun</source>
        <translation>Brown</translation>
    </message>
    <message>
        <source>Grøn</source>
        <translation>Green</translation>
    </message>
    <message>
        <source>Pen: {colour}, {width}</source>
        <translation>Pen: {colour}, {width}</translation>
    </message>
    <message>
        <source>Pennens farve og bredde</source>
        <translation>Colour and width of the pen</translation>
    </message>
    <message>
        <source>Sort</source>
        <translation>Black</translation>
    </message>
    <message>
        <source>Tynd</source>
        <translation>Thin</translation>
    </message>
    <message>
        <source>Vinrød</source>
        <translation>Wine red</translation>
    </message>
</context>
<context>
    <name>people</name>
    <message>
        <source>Beskyttet adresse</source>
        <translation>Protected address</translation>
    </message>
</context>
<context>
    <name>picture</name>
    <message>
        <source>Alkohol</source>
        <translation>Alcohol</translation>
    </message>
    <message>
        <source>Arbejde</source>
        <translation>Work</translation>
    </message>
    <message>
        <source>At huske</source>
        <translation>Remembering</translation>
    </message>
    <message>
        <source>Bad</source>
        <translation>Bathing</translation>
    </message>
    <message>
        <source>Bekymringer</source>
        <translation>Worries</translation>
    </message>
    <message>
        <source>Bolig</source>
        <translation>Home</translation>
    </message>
    <message>
        <source>Børn</source>
        <translation>Children</translation>
    </message>
    <message>
        <source>Digital post</source>
        <translation>Digital post</translation>
    </message>
    <message>
        <source>Ensomhed</source>
        <translation>Loneliness</translation>
    </message>
    <message>
        <source>Familie</source>
        <translation>Family</translation>
    </message>
    <message>
        <source>Fremtid</source>
        <translation>Future</translation>
    </message>
    <message>
        <source>Hjælp</source>
        <translation>Help</translation>
    </message>
    <message>
        <source>Humør</source>
        <translation>Mood</translation>
    </message>
    <message>
        <source>Hverdag</source>
        <translation>Everyday life</translation>
    </message>
    <message>
        <source>Indkøb</source>
        <translation>Shopping</translation>
    </message>
    <message>
        <source>Interesser</source>
        <translation>Interests</translation>
    </message>
    <message>
        <source>Kommunen</source>
        <translation>The municipality</translation>
    </message>
    <message>
        <source>Krop</source>
        <translation>Body</translation>
    </message>
    <message>
        <source>Kæledyr</source>
        <translation>Pets</translation>
    </message>
    <message>
        <source>Kærlighed</source>
        <translation>Love</translation>
    </message>
    <message>
        <source>Læge</source>
        <translation>Doctor</translation>
    </message>
    <message>
        <source>Mad</source>
        <translation>Food</translation>
    </message>
    <message>
        <source>Medicin</source>
        <translation>Medicine</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>Exercise</translation>
    </message>
    <message>
        <source>Natur</source>
        <translation>Nature</translation>
    </message>
    <message>
        <source>Penge</source>
        <translation>Money</translation>
    </message>
    <message>
        <source>Rengøring</source>
        <translation>Cleaning</translation>
    </message>
    <message>
        <source>Skole</source>
        <translation>School</translation>
    </message>
    <message>
        <source>Smerter</source>
        <translation>Pain</translation>
    </message>
    <message>
        <source>Sorg</source>
        <translation>Grief</translation>
    </message>
    <message>
        <source>Spil</source>
        <translation>Gambling</translation>
    </message>
    <message>
        <source>Sprog</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>Stoffer</source>
        <translation>Drugs</translation>
    </message>
    <message>
        <source>Stress</source>
        <translation>Stress</translation>
    </message>
    <message>
        <source>Søvn</source>
        <translation>Sleep</translation>
    </message>
    <message>
        <source>Transport</source>
        <translation>Transport</translation>
    </message>
    <message>
        <source>Tro og håb</source>
        <translation>Faith and hope</translation>
    </message>
    <message>
        <source>Tryghed</source>
        <translation>Safety</translation>
    </message>
    <message>
        <source>Tøjvask</source>
        <translation>Laundry</translation>
    </message>
    <message>
        <source>Venner</source>
        <translation>Friends</translation>
    </message>
    <message>
        <source>Vrede</source>
        <translation>Anger</translation>
    </message>
</context>
<context>
    <name>pictures</name>
    <message>
        <source>Bunken</source>
        <translation>The deck</translation>
    </message>
    <message>
        <source>Det står der på kortet i planen</source>
        <translation>What the card in the plan says</translation>
    </message>
    <message>
        <source>Går godt</source>
        <translation>Going well</translation>
    </message>
    <message>
        <source>Gør til mål</source>
        <translation>Make it a goal</translation>
    </message>
    <message>
        <source>Gør til ønske</source>
        <translation>Make it a wish</translation>
    </message>
    <message>
        <source>Læg billederne, som du synes, det går. Du kan flytte dem igen.</source>
        <translation>Lay the pictures as you think it is going. You can move them again.</translation>
    </message>
    <message>
        <source>Læg {word} her: {pile}</source>
        <translation>Lay {word} here: {pile}</translation>
    </message>
    <message>
        <source>Midt imellem</source>
        <translation>In between</translation>
    </message>
    <message>
        <source>Målet «{title}» står nu i planen.</source>
        <translation>The goal «{title}» is now in the plan.</translation>
    </message>
    <message>
        <source>Svært</source>
        <translation>Hard</translation>
    </message>
    <message>
        <source>går godt</source>
        <translation>going well</translation>
    </message>
    <message>
        <source>i bunken</source>
        <translation>in the deck</translation>
    </message>
    <message>
        <source>midt imellem</source>
        <translation>in between</translation>
    </message>
    <message>
        <source>sidst: {column}</source>
        <translation>last time: {column}</translation>
    </message>
    <message>
        <source>svært</source>
        <translation>hard</translation>
    </message>
    <message>
        <source>{word} ligger i bunken.</source>
        <translation>{word} is in the deck.</translation>
    </message>
    <message>
        <source>{word} over {pile}. Enter lægger billedet, Esc fortryder.</source>
        <translation>{word} over {pile}. Enter lays the picture, Esc puts it back.</translation>
    </message>
    <message>
        <source>{word}: {column}</source>
        <translation>{word}: {column}</translation>
    </message>
    <message>
        <source>{word}: {column}.</source>
        <translation>{word}: {column}.</translation>
    </message>
    <message>
        <source>Ønsket «{title}» står nu i planen.</source>
        <translation>The wish «{title}» is now in the plan.</translation>
    </message>
</context>
<context>
    <name>plan filter</name>
    <message>
        <source>Alle ansvarlige</source>
        <translation>Anyone responsible</translation>
    </message>
    <message>
        <source>Alle slags</source>
        <translation>All kinds</translation>
    </message>
    <message>
        <source>Alle tilstande</source>
        <translation>All states</translation>
    </message>
    <message>
        <source>Ansvarlig</source>
        <translation>Responsible</translation>
    </message>
    <message>
        <source>Find i planen</source>
        <translation>Find in the plan</translation>
    </message>
    <message>
        <source>Ingen endnu</source>
        <translation>Nobody yet</translation>
    </message>
    <message>
        <source>Intet punkt passer. Prøv med færre ord, eller vælg mindre snævert.</source>
        <translation>No item fits. Try fewer words, or choose less narrowly.</translation>
    </message>
    <message>
        <source>Ord</source>
        <translation>Words</translation>
    </message>
    <message>
        <source>Slags</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Tilstand</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Vis hele planen</source>
        <translation>Show the whole plan</translation>
    </message>
    <message>
        <source>{count} af {total} punkter</source>
        <translation>{count} of {total} items</translation>
    </message>
</context>
<context>
    <name>plan list</name>
    <message>
        <source>Aftaler</source>
        <translation>Agreements</translation>
    </message>
    <message>
        <source>Aftaler uden mål</source>
        <translation>Agreements without a goal</translation>
    </message>
    <message>
        <source>Aktører</source>
        <translation>Actors</translation>
    </message>
    <message>
        <source>Bekymringer</source>
        <translation>Concerns</translation>
    </message>
    <message>
        <source>Efter livsområde</source>
        <translation>By life area</translation>
    </message>
    <message>
        <source>Efter slags</source>
        <translation>By kind</translation>
    </message>
    <message>
        <source>Følger af «{title}»</source>
        <translation>Follows from “{title}”</translation>
    </message>
    <message>
        <source>Fører til «{title}»</source>
        <translation>Leads to “{title}”</translation>
    </message>
    <message>
        <source>Hænger sammen med «{title}»</source>
        <translation>Relates to “{title}”</translation>
    </message>
    <message>
        <source>Ikke sorteret</source>
        <translation>Not sorted</translation>
    </message>
    <message>
        <source>Indsatser</source>
        <translation>Interventions</translation>
    </message>
    <message>
        <source>Indsatser uden mål</source>
        <translation>Interventions without a goal</translation>
    </message>
    <message>
        <source>Modarbejder «{title}»</source>
        <translation>Works against “{title}”</translation>
    </message>
    <message>
        <source>Modarbejdes af «{title}»</source>
        <translation>Is worked against by “{title}”</translation>
    </message>
    <message>
        <source>Mål</source>
        <translation>Goals</translation>
    </message>
    <message>
        <source>Møder</source>
        <translation>Meetings</translation>
    </message>
    <message>
        <source>Ny aftale</source>
        <translation>New agreement</translation>
    </message>
    <message>
        <source>Ny aktør</source>
        <translation>New actor</translation>
    </message>
    <message>
        <source>Ny bekymring</source>
        <translation>New concern</translation>
    </message>
    <message>
        <source>Ny indsats</source>
        <translation>New intervention</translation>
    </message>
    <message>
        <source>Ny styrke</source>
        <translation>New strength</translation>
    </message>
    <message>
        <source>Nyt kort</source>
        <translation>New card</translation>
    </message>
    <message>
        <source>Nyt mål</source>
        <translation>New goal</translation>
    </message>
    <message>
        <source>Nyt møde</source>
        <translation>New meeting</translation>
    </message>
    <message>
        <source>Nyt ønske</source>
        <translation>New wish</translation>
    </message>
    <message>
        <source>Om planen</source>
        <translation>About the plan</translation>
    </message>
    <message>
        <source>Planen som liste</source>
        <translation>The plan as a list</translation>
    </message>
    <message>
        <source>Punktet er slettet.</source>
        <translation>The item is deleted.</translation>
    </message>
    <message>
        <source>Styrker</source>
        <translation>Strengths</translation>
    </message>
    <message>
        <source>Støtter «{title}»</source>
        <translation>Supports “{title}”</translation>
    </message>
    <message>
        <source>Støttes af «{title}»</source>
        <translation>Is supported by “{title}”</translation>
    </message>
    <message>
        <source>Uden livsområde</source>
        <translation>No life area</translation>
    </message>
    <message>
        <source>Uden titel</source>
        <translation>No title</translation>
    </message>
    <message>
        <source>ikke enig</source>
        <translation>does not agree</translation>
    </message>
    <message>
        <source>{day} · over tiden</source>
        <translation>{day} · overdue</translation>
    </message>
    <message>
        <source>{label}, {count} punkter</source>
        <translation>{label}, items: {count}</translation>
    </message>
    <message>
        <source>Ønsker</source>
        <translation>Wishes</translation>
    </message>
</context>
<context>
    <name>plan sheet</name>
    <message>
        <source>Der stod intet i planen den dag.</source>
        <translation>There was nothing in the plan that day.</translation>
    </message>
    <message>
        <source>Filer</source>
        <translation>Files</translation>
    </message>
    <message>
        <source>Historikken her på pc’en er hel fra {moment}.</source>
        <translation>The history on this computer is whole from {moment}.</translation>
    </message>
    <message>
        <source>Luk panelet</source>
        <translation>Close the panel</translation>
    </message>
    <message>
        <source>Navne- og adressebeskyttelse</source>
        <translation>Name and address protection</translation>
    </message>
    <message>
        <source>Om planen</source>
        <translation>About the plan</translation>
    </message>
    <message>
        <source>Opfølgning</source>
        <translation>Follow-up</translation>
    </message>
    <message>
        <source>Planens navn</source>
        <translation>The plan&apos;s name</translation>
    </message>
    <message>
        <source>Se planen, som den stod</source>
        <translation>See the plan as it stood</translation>
    </message>
    <message>
        <source>Tovholder</source>
        <translation>Coordinator</translation>
    </message>
</context>
<context>
    <name>popover</name>
    <message>
        <source>Luk</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>prepare</name>
    <message>
        <source>Dagsorden</source>
        <translation>Agenda</translation>
    </message>
    <message>
        <source>Dagsorden, et punkt på hver linje</source>
        <translation>Agenda, one point on each line</translation>
    </message>
    <message>
        <source>Der er ikke holdt møder endnu.</source>
        <translation>No meetings have been held yet.</translation>
    </message>
    <message>
        <source>Der er ikke skrevet noget siden.</source>
        <translation>Nothing has been written since.</translation>
    </message>
    <message>
        <source>Det venter</source>
        <translation>What waits</translation>
    </message>
    <message>
        <source>Et punkt på hver linje</source>
        <translation>One point on each line</translation>
    </message>
    <message>
        <source>Et samtykke gælder til {day}.</source>
        <translation>A consent is valid until {day}.</translation>
    </message>
    <message>
        <source>Intet venter.</source>
        <translation>Nothing waits.</translation>
    </message>
    <message>
        <source>Nyt siden sidst</source>
        <translation>New since the last time</translation>
    </message>
    <message>
        <source>Referat: {title}, {day}</source>
        <translation>Minutes: {title}, {day}</translation>
    </message>
    <message>
        <source>Siden {day}</source>
        <translation>Since {day}</translation>
    </message>
    <message>
        <source>Tidligere møder</source>
        <translation>Earlier meetings</translation>
    </message>
    <message>
        <source>{title}: borgeren er ikke enig.</source>
        <translation>{title}: the citizen does not agree.</translation>
    </message>
    <message>
        <source>{title}: ingen ser til det endnu.</source>
        <translation>{title}: nobody sees to it yet.</translation>
    </message>
    <message>
        <source>{title}: skulle være sket {day}.</source>
        <translation>{title}: was to have happened {day}.</translation>
    </message>
    <message>
        <source>{title}: to versioner.</source>
        <translation>{title}: two versions.</translation>
    </message>
</context>
<context>
    <name>print</name>
    <message>
        <source>Den, der ser det</source>
        <translation>The one who sees it</translation>
    </message>
    <message>
        <source>Der er ikke skrevet noget i planen endnu, og det er helt i orden.</source>
        <translation>Nothing has been written in the plan yet, and that is quite all right.</translation>
    </message>
    <message>
        <source>Der er ingen printer på denne pc. Gem kopien som fil i stedet.</source>
        <translation>There is no printer on this PC. Keep the copy as a file instead.</translation>
    </message>
    <message>
        <source>Det er allerede gjort:</source>
        <translation>This is done already:</translation>
    </message>
    <message>
        <source>Det er jeg ikke enig i:</source>
        <translation>I do not agree with this:</translation>
    </message>
    <message>
        <source>Det får du hjælp til</source>
        <translation>This is what you get help with</translation>
    </message>
    <message>
        <source>Det gør de for dig</source>
        <translation>What they do for you</translation>
    </message>
    <message>
        <source>Det har du sagt ja til, at vi deler</source>
        <translation>What you have said yes to sharing</translation>
    </message>
    <message>
        <source>Det har vi aftalt</source>
        <translation>What we have agreed</translation>
    </message>
    <message>
        <source>Det har vi også talt om</source>
        <translation>What we have talked about as well</translation>
    </message>
    <message>
        <source>Det må vi dele</source>
        <translation>What we may share</translation>
    </message>
    <message>
        <source>Det nyeste er endnu ikke sendt til kommunen.</source>
        <translation>The newest has not been sent to the municipality yet.</translation>
    </message>
    <message>
        <source>Det siger du</source>
        <translation>What you say</translation>
    </message>
    <message>
        <source>Det siger vi</source>
        <translation>What we say</translation>
    </message>
    <message>
        <source>Det ønsker du</source>
        <translation>What you wish for</translation>
    </message>
    <message>
        <source>Det, der er godt for dig</source>
        <translation>What is good for you</translation>
    </message>
    <message>
        <source>Det, der kan være svært</source>
        <translation>What can be hard</translation>
    </message>
    <message>
        <source>Din kontaktperson</source>
        <translation>Your contact person</translation>
    </message>
    <message>
        <source>Din plan</source>
        <translation>Your plan</translation>
    </message>
    <message>
        <source>Din plan er lige begyndt</source>
        <translation>Your plan has just begun</translation>
    </message>
    <message>
        <source>Din tavle</source>
        <translation>Your board</translation>
    </message>
    <message>
        <source>Dine mål</source>
        <translation>Your goals</translation>
    </message>
    <message>
        <source>Du kan altid sige nej igen. Sig det til din kontaktperson.</source>
        <translation>You can always say no again. Tell your contact person.</translation>
    </message>
    <message>
        <source>Flere møder</source>
        <translation>More meetings</translation>
    </message>
    <message>
        <source>Fra {start}</source>
        <translation>From {start}</translation>
    </message>
    <message>
        <source>Fra {start} til {end}</source>
        <translation>From {start} to {end}</translation>
    </message>
    <message>
        <source>Gælder til</source>
        <translation>Valid until</translation>
    </message>
    <message>
        <source>Holder sammen på planen</source>
        <translation>Keeps the plan together</translation>
    </message>
    <message>
        <source>Hvad</source>
        <translation>What</translation>
    </message>
    <message>
        <source>Hvad må de vide</source>
        <translation>What they may know</translation>
    </message>
    <message>
        <source>Hvem</source>
        <translation>Who</translation>
    </message>
    <message>
        <source>Hvem hjælper</source>
        <translation>Who helps</translation>
    </message>
    <message>
        <source>Hvem må vide det</source>
        <translation>Who may know</translation>
    </message>
    <message>
        <source>Hvornår</source>
        <translation>When</translation>
    </message>
    <message>
        <source>Koden er planens fingeraftryk. Med den kan kommunen vise, at planen så sådan ud. Gem siden.</source>
        <translation>The code is the fingerprint of the plan. With it the municipality can show that the plan looked like this. Keep the page.</translation>
    </message>
    <message>
        <source>Livsområde</source>
        <translation>Life area</translation>
    </message>
    <message>
        <source>Mennesker omkring dig</source>
        <translation>People around you</translation>
    </message>
    <message>
        <source>Nu</source>
        <translation>Now</translation>
    </message>
    <message>
        <source>Når vi har talt sammen, står det her: det, du ønsker, det, vi aftaler, og hvem der gør hvad.</source>
        <translation>When we have talked, it will stand here: what you wish for, what we agree, and who does what.</translation>
    </message>
    <message>
        <source>Næste møde</source>
        <translation>Next meeting</translation>
    </message>
    <message>
        <source>Om denne udskrift</source>
        <translation>About this print</translation>
    </message>
    <message>
        <source>Plads til dine egne ord</source>
        <translation>Room for your own words</translation>
    </message>
    <message>
        <source>Plan {plan} · version {version} · kode {code}</source>
        <translation>Plan {plan} · version {version} · code {code}</translation>
    </message>
    <message>
        <source>Plan {plan}, version {version}.</source>
        <translation>Plan {plan}, version {version}.</translation>
    </message>
    <message>
        <source>Printeren tager ikke imod. Se efter, om den er tændt og har papir.</source>
        <translation>The printer takes nothing. See whether it is on and has paper.</translation>
    </message>
    <message>
        <source>Sammen med {names}</source>
        <translation>Together with {names}</translation>
    </message>
    <message>
        <source>Senest</source>
        <translation>At the latest</translation>
    </message>
    <message>
        <source>Side {page} af {pages}</source>
        <translation>Page {page} of {pages}</translation>
    </message>
    <message>
        <source>Sådan går det</source>
        <translation>How it is going</translation>
    </message>
    <message>
        <source>Sådan kan vi se det</source>
        <translation>How we can tell</translation>
    </message>
    <message>
        <source>Sådan ser den ud {day}.</source>
        <translation>This is how it looks on {day}.</translation>
    </message>
    <message>
        <source>Telefon</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>Til din telefon</source>
        <translation>For your telephone</translation>
    </message>
</context>
<context>
    <name>profile</name>
    <message>
        <source>Der er ingen profil i {folder}. Opret en, eller vælg en anden mappe.</source>
        <translation>There is no profile in {folder}. Create one, or choose another folder.</translation>
    </message>
    <message>
        <source>Enplan er allerede åben med denne profil. Luk det andet vindue først.</source>
        <translation>Enplan is already open with this profile. Close the other window first.</translation>
    </message>
    <message>
        <source>Filen {name} i profilen kan ikke læses. Hent den fra en sikkerhedskopi.</source>
        <translation>The file {name} in the profile cannot be read. Fetch it from a backup.</translation>
    </message>
    <message>
        <source>Mappen {folder} er allerede i brug. Vælg en tom mappe til profilen.</source>
        <translation>The folder {folder} is already in use. Choose an empty folder for the profile.</translation>
    </message>
    <message>
        <source>Profilen er lavet af en nyere udgave af Enplan. Opdatér Enplan, og åbn profilen igen.</source>
        <translation>The profile was made by a newer version of Enplan. Update Enplan, and open the profile again.</translation>
    </message>
</context>
<context>
    <name>protection</name>
    <message>
        <source>Beskyt navn og adresse</source>
        <translation>Protect name and address</translation>
    </message>
    <message>
        <source>Beskyttelsen er ophævet.</source>
        <translation>The protection has ended.</translation>
    </message>
    <message>
        <source>Borgeren findes ikke på denne pc. Gå tilbage, og søg igen.</source>
        <translation>The citizen is not on this computer. Go back and search again.</translation>
    </message>
    <message>
        <source>Du har åbnet planen i en nødsituation og kan ikke ændre beskyttelsen. Bed en, der arbejder med borgeren.</source>
        <translation>You have opened the plan in an emergency and cannot change the protection. Ask somebody who works with the citizen.</translation>
    </message>
    <message>
        <source>Navn og adresse er beskyttet. Adresse og telefon ses ikke i lister og nødadgang.</source>
        <translation>Name and address are protected. Address and phone are not seen in lists and by emergency access.</translation>
    </message>
    <message>
        <source>Navn og adresse er ikke beskyttet.</source>
        <translation>Name and address are not protected.</translation>
    </message>
    <message>
        <source>Navn og adresse er nu beskyttet.</source>
        <translation>Name and address are now protected.</translation>
    </message>
    <message>
        <source>Ophæv beskyttelsen</source>
        <translation>End the protection</translation>
    </message>
</context>
<context>
    <name>record</name>
    <message>
        <source>Aftale</source>
        <translation>Agreement</translation>
    </message>
    <message>
        <source>Aktør</source>
        <translation>Actor</translation>
    </message>
    <message>
        <source>Bekymring</source>
        <translation>Concern</translation>
    </message>
    <message>
        <source>Borger</source>
        <translation>Citizen</translation>
    </message>
    <message>
        <source>Delmål</source>
        <translation>Sub-goal</translation>
    </message>
    <message>
        <source>Deltagelse</source>
        <translation>Attendance</translation>
    </message>
    <message>
        <source>Det er jeg ikke enig i</source>
        <translation>I do not agree with this</translation>
    </message>
    <message>
        <source>Fagperson</source>
        <translation>Professional</translation>
    </message>
    <message>
        <source>Forbindelse</source>
        <translation>Connection</translation>
    </message>
    <message>
        <source>Fra et andet system</source>
        <translation>From another system</translation>
    </message>
    <message>
        <source>Ikke sorteret</source>
        <translation>Not sorted</translation>
    </message>
    <message>
        <source>Indsats</source>
        <translation>Intervention</translation>
    </message>
    <message>
        <source>Kontaktoplysning</source>
        <translation>Contact detail</translation>
    </message>
    <message>
        <source>Markør på livsområde</source>
        <translation>Marker on a life area</translation>
    </message>
    <message>
        <source>Mål</source>
        <translation>Goal</translation>
    </message>
    <message>
        <source>Måling</source>
        <translation>Measurement</translation>
    </message>
    <message>
        <source>Møde</source>
        <translation>Meeting</translation>
    </message>
    <message>
        <source>Notat</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Nummer</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>Opslag</source>
        <translation>Look-up</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>Placering</source>
        <translation>Placement</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Pårørende</source>
        <translation>Relative</translation>
    </message>
    <message>
        <source>Ramme</source>
        <translation>Frame</translation>
    </message>
    <message>
        <source>Samtykke</source>
        <translation>Consent</translation>
    </message>
    <message>
        <source>Sent arbejde</source>
        <translation>Late work</translation>
    </message>
    <message>
        <source>Streg</source>
        <translation>Stroke</translation>
    </message>
    <message>
        <source>Styrke</source>
        <translation>Strength</translation>
    </message>
    <message>
        <source>Tavle</source>
        <translation>Board</translation>
    </message>
    <message>
        <source>Tekst på tavlen</source>
        <translation>Text on the board</translation>
    </message>
    <message>
        <source>Vedhæftet fil</source>
        <translation>Attached file</translation>
    </message>
    <message>
        <source>Ønske</source>
        <translation>Wish</translation>
    </message>
</context>
<context>
    <name>refusal</name>
    <message>
        <source>Det var for meget på én gang. Del teksten i mindre stykker, og skriv den igen.</source>
        <translation>It was too much at once. Divide the text into smaller parts, and write it again.</translation>
    </message>
    <message>
        <source>Det, du skrev i, findes ikke på serveren. Opret det igen, hvis det stadig skal stå.</source>
        <translation>What you wrote in is not on the server. Make it again if it should still stand.</translation>
    </message>
    <message>
        <source>Du er ikke tilknyttet borgeren længere. Giv teksten videre til den, der er det nu.</source>
        <translation>You are no longer assigned to the citizen. Hand the text on to whoever is now.</translation>
    </message>
    <message>
        <source>Du har ikke adgang til at skrive her. Tal med den, der styrer adgangen hos jer.</source>
        <translation>You have no access to write here. Talk to whoever manages access where you work.</translation>
    </message>
    <message>
        <source>Du kan læse dette, men ikke ændre det. Tal med den, der styrer adgangen hos jer.</source>
        <translation>You can read this but not change it. Talk to whoever manages access where you work.</translation>
    </message>
    <message>
        <source>En anden havde ændret det imens. Se, hvad der står nu, og skriv det igen, om nødvendigt.</source>
        <translation>Somebody else had changed it meanwhile. See what stands now, and write it again if needed.</translation>
    </message>
    <message>
        <source>Fjern herfra</source>
        <translation>Remove from here</translation>
    </message>
    <message>
        <source>Fjern herfra: {title}</source>
        <translation>Remove from here: {title}</translation>
    </message>
    <message>
        <source>Her er ikke mere at se på.</source>
        <translation>There is nothing more to look at here.</translation>
    </message>
    <message>
        <source>Ikke godkendt af serveren</source>
        <translation>Not accepted by the server</translation>
    </message>
    <message>
        <source>Kopiér teksten</source>
        <translation>Copy the text</translation>
    </message>
    <message>
        <source>Kopiér teksten: {title}</source>
        <translation>Copy the text: {title}</translation>
    </message>
    <message>
        <source>Luk</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Planen er lukket for nye ændringer. Tal med den, der kan åbne den igen.</source>
        <translation>The plan is closed for new changes. Talk to whoever can open it again.</translation>
    </message>
    <message>
        <source>Serveren kender ikke oplysningen i denne form. Opdatér Enplan, og skriv den igen.</source>
        <translation>The server does not know the information in this form. Update Enplan, and write it again.</translation>
    </message>
    <message>
        <source>Serveren kunne ikke læse ændringen. Skriv den igen, og sig det til jeres support, hvis det sker igen.</source>
        <translation>The server could not read the change. Write it again, and tell your support if it happens again.</translation>
    </message>
    <message>
        <source>Serveren tog ikke imod ændringen. Opdatér Enplan, og skriv den igen.</source>
        <translation>The server did not take the change. Update Enplan, and write it again.</translation>
    </message>
    <message>
        <source>Teksten er kopieret.</source>
        <translation>The text is copied.</translation>
    </message>
    <message>
        <source>Ændring</source>
        <translation>Change</translation>
    </message>
</context>
<context>
    <name>relative</name>
    <message>
        <source>Adoptivforælder</source>
        <translation>Adoptive parent</translation>
    </message>
    <message>
        <source>Barn</source>
        <translation>Child</translation>
    </message>
    <message>
        <source>Barnebarn</source>
        <translation>Grandchild</translation>
    </message>
    <message>
        <source>Bedstefar</source>
        <translation>Grandfather</translation>
    </message>
    <message>
        <source>Bedsteforælder</source>
        <translation>Grandparent</translation>
    </message>
    <message>
        <source>Bedstemor</source>
        <translation>Grandmother</translation>
    </message>
    <message>
        <source>Bofælle</source>
        <translation>Housemate</translation>
    </message>
    <message>
        <source>Bror</source>
        <translation>Brother</translation>
    </message>
    <message>
        <source>Datter</source>
        <translation>Daughter</translation>
    </message>
    <message>
        <source>Familie</source>
        <translation>Family</translation>
    </message>
    <message>
        <source>Far</source>
        <translation>Father</translation>
    </message>
    <message>
        <source>Forælder</source>
        <translation>Parent</translation>
    </message>
    <message>
        <source>Forældremyndighedsindehaver</source>
        <translation>Holder of custody</translation>
    </message>
    <message>
        <source>Fuldmægtig</source>
        <translation>Holder of a power of attorney</translation>
    </message>
    <message>
        <source>Fætter eller kusine</source>
        <translation>Cousin</translation>
    </message>
    <message>
        <source>Halvsøskende</source>
        <translation>Half-sibling</translation>
    </message>
    <message>
        <source>Kone</source>
        <translation>Wife</translation>
    </message>
    <message>
        <source>Kontakt i nødstilfælde</source>
        <translation>Emergency contact</translation>
    </message>
    <message>
        <source>Kæreste</source>
        <translation>Partner</translation>
    </message>
    <message>
        <source>Mand</source>
        <translation>Husband</translation>
    </message>
    <message>
        <source>Mor</source>
        <translation>Mother</translation>
    </message>
    <message>
        <source>Nabo</source>
        <translation>Neighbour</translation>
    </message>
    <message>
        <source>Nærmeste pårørende</source>
        <translation>Next of kin</translation>
    </message>
    <message>
        <source>Onkel</source>
        <translation>Uncle</translation>
    </message>
    <message>
        <source>Plejebarn</source>
        <translation>Foster child</translation>
    </message>
    <message>
        <source>Plejeforælder</source>
        <translation>Foster parent</translation>
    </message>
    <message>
        <source>Primær omsorgsperson</source>
        <translation>Primary carer</translation>
    </message>
    <message>
        <source>Professionel kontakt</source>
        <translation>Professional contact</translation>
    </message>
    <message>
        <source>Pårørende</source>
        <translation>Relative</translation>
    </message>
    <message>
        <source>Samlever</source>
        <translation>Cohabiting partner</translation>
    </message>
    <message>
        <source>Stedbarn</source>
        <translation>Stepchild</translation>
    </message>
    <message>
        <source>Stedfar</source>
        <translation>Stepfather</translation>
    </message>
    <message>
        <source>Stedforælder</source>
        <translation>Step-parent</translation>
    </message>
    <message>
        <source>Stedmor</source>
        <translation>Stepmother</translation>
    </message>
    <message>
        <source>Svigerfamilie</source>
        <translation>In-laws</translation>
    </message>
    <message>
        <source>Søn</source>
        <translation>Son</translation>
    </message>
    <message>
        <source>Søskende</source>
        <translation>Sibling</translation>
    </message>
    <message>
        <source>Søster</source>
        <translation>Sister</translation>
    </message>
    <message>
        <source>Tante</source>
        <translation>Aunt</translation>
    </message>
    <message>
        <source>Ven</source>
        <translation>Friend</translation>
    </message>
    <message>
        <source>Værge</source>
        <translation>Guardian</translation>
    </message>
    <message>
        <source>Ægtefælle</source>
        <translation>Spouse</translation>
    </message>
</context>
<context>
    <name>room</name>
    <message>
        <source>Bed om samtykke</source>
        <translation>Ask for consent</translation>
    </message>
    <message>
        <source>Det er skjult i mødet</source>
        <translation>Hidden at the meeting</translation>
    </message>
    <message>
        <source>Intet punkt er skjult.</source>
        <translation>No item is hidden.</translation>
    </message>
    <message>
        <source>Kun for fagfolk</source>
        <translation>For professionals only</translation>
    </message>
    <message>
        <source>Resten af planen, 1 punkt, ses af alle ved bordet, uden noter og telefonnumre.</source>
        <translation>Everyone at the table sees the rest of the plan, 1 item, without notes and telephone numbers.</translation>
    </message>
    <message>
        <source>Resten af planen, {count} punkter, ses af alle ved bordet, uden noter og telefonnumre.</source>
        <translation>Everyone at the table sees the rest of the plan, {count} items, without notes and telephone numbers.</translation>
    </message>
    <message>
        <source>Skjult for alle: Kun for fagfolk.</source>
        <translation>Hidden from all: For professionals only.</translation>
    </message>
    <message>
        <source>Skjult for alle: Står kun i forvaltningens eget område.</source>
        <translation>Hidden from all: It is only in the administration&apos;s own area.</translation>
    </message>
    <message>
        <source>Skjult på grund af {people}: Borgeren har ikke sagt ja til at dele det.</source>
        <translation>Hidden because of {people}: The citizen has not said yes to sharing it.</translation>
    </message>
    <message>
        <source>Skjult på grund af {people}: Det er et andet familiemedlems sag.</source>
        <translation>Hidden because of {people}: It is another family member&apos;s matter.</translation>
    </message>
    <message>
        <source>Vis</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>Vis {title} i listen</source>
        <translation>Show {title} in the list</translation>
    </message>
</context>
<context>
    <name>round</name>
    <message>
        <source>Dagsorden</source>
        <translation>Agenda</translation>
    </message>
    <message>
        <source>De inviterede er her</source>
        <translation>Those invited are here</translation>
    </message>
    <message>
        <source>Der er ingen dagsorden. I taler om det, der er vigtigt.</source>
        <translation>There is no agenda. You speak of what matters.</translation>
    </message>
    <message>
        <source>Der står ingen i planen endnu. Skriv, hvem der er med.</source>
        <translation>Nobody is in the plan yet. Write who is there.</translation>
    </message>
    <message>
        <source>En til? Skriv navnet, og tryk Enter</source>
        <translation>One more? Write the name and press Enter</translation>
    </message>
    <message>
        <source>Er du med?</source>
        <translation>Are you here?</translation>
    </message>
    <message>
        <source>Er {gone} og {kept} den samme?</source>
        <translation>Are {gone} and {kept} the same person?</translation>
    </message>
    <message>
        <source>Fortæl</source>
        <translation>Tell</translation>
    </message>
    <message>
        <source>Færdig</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Hvad gør du for {name}?</source>
        <translation>What do you do for {name}?</translation>
    </message>
    <message>
        <source>Hvem er du?</source>
        <translation>Who are you?</translation>
    </message>
    <message>
        <source>Hvor tit?</source>
        <translation>How often?</translation>
    </message>
    <message>
        <source>Ja, saml dem</source>
        <translation>Yes, join them</translation>
    </message>
    <message>
        <source>Navn på en, der er med og ikke står her</source>
        <translation>Name of somebody who is here and not listed</translation>
    </message>
    <message>
        <source>Runden</source>
        <translation>The round</translation>
    </message>
    <message>
        <source>{name} fortæller</source>
        <translation>{name} tells</translation>
    </message>
    <message>
        <source>{name}: færdig</source>
        <translation>{name}: done</translation>
    </message>
</context>
<context>
    <name>screen</name>
    <message>
        <source>Borgere</source>
        <translation>Citizens</translation>
    </message>
    <message>
        <source>I dag</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>Indstillinger</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>Ledelse og drift</source>
        <translation>Management and operation</translation>
    </message>
    <message>
        <source>Søg</source>
        <translation>Search</translation>
    </message>
</context>
<context>
    <name>search</name>
    <message>
        <source>I planerne</source>
        <translation>In the plans</translation>
    </message>
    <message>
        <source>Intet på denne pc passer. Prøv med et kortere ord.</source>
        <translation>Nothing on this PC matches. Try a shorter word.</translation>
    </message>
    <message>
        <source>Navn, CPR, adresse – eller et ord fra en plan</source>
        <translation>Name, CPR, address – or a word from a plan</translation>
    </message>
    <message>
        <source>Navne- og adressebeskyttelse</source>
        <translation>Name and address protection</translation>
    </message>
    <message>
        <source>Personer</source>
        <translation>People</translation>
    </message>
    <message>
        <source>Skriv for at søge. Ord i planerne søges fra tre bogstaver.</source>
        <translation>Type to search. Words in the plans are searched from three letters on.</translation>
    </message>
    <message>
        <source>Søg</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>Søg efter personer og ord i planerne</source>
        <translation>Search for people and words in the plans</translation>
    </message>
</context>
<context>
    <name>session</name>
    <message>
        <source>Profilen har ingen server. Det her kræver forbindelse til kommunens server.</source>
        <translation>The profile has no server. This needs the municipality&apos;s server.</translation>
    </message>
</context>
<context>
    <name>settings</name>
    <message>
        <source>Adgangssætning</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>Adgangssætningen er skiftet.</source>
        <translation>The passphrase is changed.</translation>
    </message>
    <message>
        <source>Bogstaver er taster på tavlen (ellers kun sammen med Alt)</source>
        <translation>Letters are keys on the board (otherwise only together with Alt)</translation>
    </message>
    <message>
        <source>De to PIN-koder er ikke ens. Skriv dem igen.</source>
        <translation>The two PINs are not the same. Write them again.</translation>
    </message>
    <message>
        <source>De to adgangssætninger er ikke ens. Skriv dem igen.</source>
        <translation>The two passphrases are not the same. Write them again.</translation>
    </message>
    <message>
        <source>Den nye igen</source>
        <translation>The new one again</translation>
    </message>
    <message>
        <source>Du kan låse op med en PIN-kode på denne pc. Ti forkerte forsøg fjerner den.</source>
        <translation>You can unlock with a PIN on this computer. Ten wrong tries remove it.</translation>
    </message>
    <message>
        <source>En PIN-kode på 6 til 12 cifre er en kortere vej ind på denne pc.</source>
        <translation>A PIN of 6 to 12 digits is a shorter way in on this computer.</translation>
    </message>
    <message>
        <source>Fjern PIN</source>
        <translation>Remove PIN</translation>
    </message>
    <message>
        <source>Høj kontrast</source>
        <translation>High contrast</translation>
    </message>
    <message>
        <source>Indstillinger</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>Licenser</source>
        <translation>Licences</translation>
    </message>
    <message>
        <source>Lys</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>Mindst 12 tegn. En kopi af mappen, der er taget før, åbner stadig med den gamle.</source>
        <translation>At least 12 characters. A copy of the folder taken earlier still opens with the old one.</translation>
    </message>
    <message>
        <source>Mørk</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>Ny PIN-kode</source>
        <translation>New PIN</translation>
    </message>
    <message>
        <source>Ny adgangssætning</source>
        <translation>New passphrase</translation>
    </message>
    <message>
        <source>Om Enplan</source>
        <translation>About Enplan</translation>
    </message>
    <message>
        <source>PIN-kode</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>PIN-koden er fjernet.</source>
        <translation>The PIN is removed.</translation>
    </message>
    <message>
        <source>PIN-koden er valgt.</source>
        <translation>The PIN is chosen.</translation>
    </message>
    <message>
        <source>PIN-koden igen</source>
        <translation>The PIN again</translation>
    </message>
    <message>
        <source>Rolig skærm uden bevægelse</source>
        <translation>Calm screen without motion</translation>
    </message>
    <message>
        <source>Skift adgangssætning</source>
        <translation>Change passphrase</translation>
    </message>
    <message>
        <source>Som computeren</source>
        <translation>As the computer</translation>
    </message>
    <message>
        <source>Sprog</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>Tekstens størrelse</source>
        <translation>Size of the text</translation>
    </message>
    <message>
        <source>Udseende</source>
        <translation>Appearance</translation>
    </message>
    <message>
        <source>Vis licenser</source>
        <translation>Show licences</translation>
    </message>
    <message>
        <source>Vælg PIN</source>
        <translation>Choose PIN</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent} %</translation>
    </message>
    <message>
        <source>Én plan for borgeren, tegnet sammen ved mødet. Fri software under EUPL-1.2.</source>
        <translation>One plan for the citizen, drawn together at the meeting. Free software under EUPL-1.2.</translation>
    </message>
</context>
<context>
    <name>shared</name>
    <message>
        <source>Delt med {people}</source>
        <translation>Shared with {people}</translation>
    </message>
    <message>
        <source>Ikke delt endnu</source>
        <translation>Not shared yet</translation>
    </message>
</context>
<context>
    <name>signature</name>
    <message>
        <source>Felt til underskrift. Samtykket gælder også uden.</source>
        <translation>Field to sign in. The consent is valid without, too.</translation>
    </message>
    <message>
        <source>Underskrift</source>
        <translation>Signature</translation>
    </message>
</context>
<context>
    <name>speaker</name>
    <message>
        <source>Borgeren</source>
        <translation>The citizen</translation>
    </message>
    <message>
        <source>Medarbejderen</source>
        <translation>The worker</translation>
    </message>
</context>
<context>
    <name>spoken</name>
    <message>
        <source>Ansvarlig {name}.</source>
        <translation>Responsible: {name}.</translation>
    </message>
    <message>
        <source>Fra {day}.</source>
        <translation>From {day}.</translation>
    </message>
    <message>
        <source>Frist {day}.</source>
        <translation>Deadline {day}.</translation>
    </message>
    <message>
        <source>Hænger sammen med {count}: {titles}.</source>
        <translation>Belongs together with {count}: {titles}.</translation>
    </message>
    <message>
        <source>Hænger sammen med {titles}.</source>
        <translation>Belongs together with {titles}.</translation>
    </message>
    <message>
        <source>I er enige.</source>
        <translation>You agree.</translation>
    </message>
    <message>
        <source>Ikke enig: {words}.</source>
        <translation>Does not agree: {words}.</translation>
    </message>
    <message>
        <source>Med egne ord: {words}.</source>
        <translation>In their own words: {words}.</translation>
    </message>
    <message>
        <source>Uden dato.</source>
        <translation>No date.</translation>
    </message>
    <message>
        <source>{words}.</source>
        <translation>{words}.</translation>
    </message>
    <message>
        <source>{words}. Hvorfor?</source>
        <translation>{words}. Why?</translation>
    </message>
</context>
<context>
    <name>start</name>
    <message>
        <source>Adgangssætning til denne pc</source>
        <translation>Passphrase for this PC</translation>
    </message>
    <message>
        <source>Adgangssætningen er for kort. Skriv mindst 12 tegn.</source>
        <translation>The passphrase is too short. Write at least 12 characters.</translation>
    </message>
    <message>
        <source>Adgangssætningen igen</source>
        <translation>The passphrase again</translation>
    </message>
    <message>
        <source>De to adgangssætninger er ikke ens. Skriv dem igen.</source>
        <translation>The two passphrases are not the same. Write them again.</translation>
    </message>
    <message>
        <source>Dette program kan ikke forbinde til en server. Vælg «Kun på denne pc».</source>
        <translation>This program cannot connect to a server. Choose “On this PC only”.</translation>
    </message>
    <message>
        <source>Din adgangskode til serveren</source>
        <translation>Your password for the server</translation>
    </message>
    <message>
        <source>Dit brugernavn</source>
        <translation>Your user name</translation>
    </message>
    <message>
        <source>Dit navn</source>
        <translation>Your name</translation>
    </message>
    <message>
        <source>Hvor skal dine planer ligge?</source>
        <translation>Where shall your plans be kept?</translation>
    </message>
    <message>
        <source>Kom i gang</source>
        <translation>Get started</translation>
    </message>
    <message>
        <source>Kun på denne pc</source>
        <translation>On this PC only</translation>
    </message>
    <message>
        <source>Min kommunes server</source>
        <translation>My municipality’s server</translation>
    </message>
    <message>
        <source>Mindst 12 tegn – gerne tre-fire ord, du kan huske. Den låser dine planer på denne pc, og ingen kan læse dem uden.</source>
        <translation>At least 12 characters – preferably three or four words you can remember. It locks your plans on this PC, and nobody can read them without it.</translation>
    </message>
    <message>
        <source>Serverens adresse</source>
        <translation>The server’s address</translation>
    </message>
    <message>
        <source>Skriv dit navn, så andre kan se, hvem der har skrevet.</source>
        <translation>Write your name, so that others can see who has written.</translation>
    </message>
    <message>
        <source>Skriv serverens adresse. Du får den af din kommune.</source>
        <translation>Write the server’s address. You get it from your municipality.</translation>
    </message>
    <message>
        <source>Tom: log ind i browseren</source>
        <translation>Empty: log in in the browser</translation>
    </message>
    <message>
        <source>Velkommen til Enplan</source>
        <translation>Welcome to Enplan</translation>
    </message>
    <message>
        <source>https://enplan.kommune.dk</source>
        <translation>https://enplan.kommune.dk</translation>
    </message>
</context>
<context>
    <name>state</name>
    <message>
        <source>Foreslået</source>
        <translation>Proposed</translation>
    </message>
    <message>
        <source>Gjort</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>I gang</source>
        <translation>In progress</translation>
    </message>
    <message>
        <source>Planlagt</source>
        <translation>Planned</translation>
    </message>
    <message>
        <source>Stoppet</source>
        <translation>Stopped</translation>
    </message>
</context>
<context>
    <name>store</name>
    <message>
        <source>Data på denne pc er gemt af en nyere udgave af Enplan. Opdatér Enplan, og åbn igen; intet er ændret.</source>
        <translation>The data on this PC was saved by a newer version of Enplan. Update Enplan, and open again; nothing is changed.</translation>
    </message>
    <message>
        <source>Data på denne pc er låst. Lås op, og prøv igen.</source>
        <translation>The data on this PC is locked. Unlock it, and try again.</translation>
    </message>
    <message>
        <source>Det er for meget at gemme på én gang. Del det i mindre stykker, og prøv igen.</source>
        <translation>This is too much to save at once. Split it into smaller pieces, and try again.</translation>
    </message>
    <message>
        <source>Det skrevne er for langt eller har en forkert form. Ret det, og prøv igen; intet er gemt.</source>
        <translation>What is written is too long or has the wrong form. Correct it, and try again; nothing is saved.</translation>
    </message>
    <message>
        <source>Disken er fuld, så det sidste er ikke gemt. Gør plads på disken, og prøv igen.</source>
        <translation>The disk is full, so the last of it is not saved. Make room on the disk, and try again.</translation>
    </message>
    <message>
        <source>Disken kan ikke love, at det gemte bliver. Kontakt jeres it-afdeling.</source>
        <translation>The disk cannot promise that what is saved stays. Contact your IT department.</translation>
    </message>
    <message>
        <source>Enplan kan ikke skrive til disken. Det sidste er ikke gemt; kontakt jeres it-afdeling.</source>
        <translation>Enplan cannot write to the disk. The last of it is not saved; contact your IT department.</translation>
    </message>
    <message>
        <source>Et andet program holder fast i Enplans data. Vent lidt, og prøv igen; det sidste er ikke gemt.</source>
        <translation>Another program holds on to Enplan’s data. Wait a little, and try again; the last of it is not saved.</translation>
    </message>
    <message>
        <source>Filen med data på denne pc er beskadiget. Lås op igen; hjælper det ikke, så hent profilens mappe fra en sikkerhedskopi.</source>
        <translation>The file with data on this PC is damaged. Unlock again; if that does not help, restore the profile’s folder from a backup.</translation>
    </message>
    <message>
        <source>Filen med data på denne pc var beskadiget. Enplan har reddet {count} ændringer, som serveren ikke har svaret på, og gemt den gamle fil som {name}. Lås op igen; resten hentes fra serveren.</source>
        <translation>The file with data on this PC was damaged. Enplan has rescued {count} changes that the server has not answered, and kept the old file as {name}. Unlock again; the rest is fetched from the server.</translation>
    </message>
</context>
<context>
    <name>sync</name>
    <message>
        <source>Alt er modtaget</source>
        <translation>Everything is received</translation>
    </message>
    <message>
        <source>Gemt her ({count} venter)</source>
        <translation>Saved here ({count} waiting)</translation>
    </message>
    <message>
        <source>Henter …</source>
        <translation>Fetching …</translation>
    </message>
    <message>
        <source>Kan ikke sende: {reason}</source>
        <translation>Cannot send: {reason}</translation>
    </message>
    <message>
        <source>der er ingen forbindelse til serveren</source>
        <translation>there is no connection to the server</translation>
    </message>
    <message>
        <source>der skete en fejl i programmet; det gemte er ikke rørt</source>
        <translation>the program made an error; what is saved is untouched</translation>
    </message>
    <message>
        <source>enheden er meldt tabt, og det, der lå her, er slettet</source>
        <translation>the device was reported lost, and what lay here is deleted</translation>
    </message>
    <message>
        <source>log ind på serveren igen</source>
        <translation>log in to the server again</translation>
    </message>
    <message>
        <source>netværket svarede i serverens sted; log ind på netværket</source>
        <translation>the network answered in the server’s place; log in to the network</translation>
    </message>
    <message>
        <source>noget af det skrevne er for stort til netværket; kontakt jeres it-afdeling</source>
        <translation>some of what was written is too large for the network; ask your IT department</translation>
    </message>
    <message>
        <source>opdatér Enplan for at hente nyt</source>
        <translation>update Enplan to fetch what is new</translation>
    </message>
    <message>
        <source>serveren fejler</source>
        <translation>the server is failing</translation>
    </message>
    <message>
        <source>serveren har for travlt</source>
        <translation>the server is too busy</translation>
    </message>
    <message>
        <source>serveren svarede noget, der ikke kan læses</source>
        <translation>the server answered something that cannot be read</translation>
    </message>
    <message>
        <source>serverens certifikat kan ikke godkendes</source>
        <translation>the server’s certificate cannot be accepted</translation>
    </message>
</context>
<context>
    <name>team</name>
    <message>
        <source>Fra (ellers straks)</source>
        <translation>From (otherwise at once)</translation>
    </message>
    <message>
        <source>Giv de valgte</source>
        <translation>Give those ticked</translation>
    </message>
    <message>
        <source>Hvem skal have dem?</source>
        <translation>Who is to have them?</translation>
    </message>
    <message>
        <source>Hvorfor? Det bliver gemt sammen med ændringen.</source>
        <translation>Why? It is kept with the change.</translation>
    </message>
    <message>
        <source>Ledelse og drift</source>
        <translation>Management and operation</translation>
    </message>
    <message>
        <source>Ledelse og drift · {unit}</source>
        <translation>Management and operation · {unit}</translation>
    </message>
    <message>
        <source>Sæt hak ved borgerne, og vælg, hvad der skal ske.</source>
        <translation>Tick the citizens, and choose what is to happen.</translation>
    </message>
    <message>
        <source>Tag de valgte tilbage</source>
        <translation>Take those ticked back</translation>
    </message>
    <message>
        <source>Til og med (kun for en vikar)</source>
        <translation>Until and including (for a substitute only)</translation>
    </message>
    <message>
        <source>Uden nogen tilknyttet · {count}</source>
        <translation>With nobody assigned · {count}</translation>
    </message>
    <message>
        <source>fra {day}</source>
        <translation>from {day}</translation>
    </message>
    <message>
        <source>nødopslag</source>
        <translation>emergency access</translation>
    </message>
    <message>
        <source>til {day}</source>
        <translation>until {day}</translation>
    </message>
    <message>
        <source>vikar</source>
        <translation>substitute</translation>
    </message>
    <message>
        <source>{citizen}, hos {worker}</source>
        <translation>{citizen}, with {worker}</translation>
    </message>
    <message>
        <source>{count} ændret. De berørte får besked af sig selv.</source>
        <translation>{count} changed. Those concerned are told by themselves.</translation>
    </message>
    <message>
        <source>{name} · {count} borgere</source>
        <translation>{name} · {count} citizens</translation>
    </message>
</context>
<context>
    <name>tell</name>
    <message>
        <source>1 mere i «Gør klar til møde»</source>
        <translation>1 more in “Prepare meeting”</translation>
    </message>
    <message>
        <source>Der er under en halv time mellem «{title}» og «{other}».</source>
        <translation>There is less than half an hour between “{title}” and “{other}”.</translation>
    </message>
    <message>
        <source>Det er talt igennem</source>
        <translation>It has been talked through</translation>
    </message>
    <message>
        <source>Det siges først igen, når noget ændrer sig.</source>
        <translation>It is not said again until something changes.</translation>
    </message>
    <message>
        <source>Det, tavlen fortæller</source>
        <translation>What the board tells</translation>
    </message>
    <message>
        <source>En anden har skrevet det, siden du sidst så tavlen.</source>
        <translation>Somebody else has written it since you last saw the board.</translation>
    </message>
    <message>
        <source>En forbindelse på tavlen siger: {sentence}</source>
        <translation>A line on the board says: {sentence}</translation>
    </message>
    <message>
        <source>En fuld arbejdsuge er 37 timer.</source>
        <translation>A full working week is 37 hours.</translation>
    </message>
    <message>
        <source>Flyt mødet</source>
        <translation>Move the meeting</translation>
    </message>
    <message>
        <source>Flyt til {day} kl. {time}</source>
        <translation>Move to {day} at {time}</translation>
    </message>
    <message>
        <source>Flyttet siden sidst</source>
        <translation>Moved since last time</translation>
    </message>
    <message>
        <source>Forbindelsen siger nu, at de hænger sammen.</source>
        <translation>The line now says that they are related.</translation>
    </message>
    <message>
        <source>Fristen var {day}.</source>
        <translation>The deadline was {day}.</translation>
    </message>
    <message>
        <source>Færdig siden sidst</source>
        <translation>Done since last time</translation>
    </message>
    <message>
        <source>Hvorfor?</source>
        <translation>Why?</translation>
    </message>
    <message>
        <source>Ikke holdt</source>
        <translation>Not kept</translation>
    </message>
    <message>
        <source>Ikke nu</source>
        <translation>Not now</translation>
    </message>
    <message>
        <source>Indsatserne tager tilsammen {hours} timer om ugen.</source>
        <translation>Together the interventions take {hours} hours a week.</translation>
    </message>
    <message>
        <source>Ingen ansvarlig</source>
        <translation>Nobody responsible</translation>
    </message>
    <message>
        <source>Ingen er ansvarlig for indsatsen, og der står ikke, hvem der udfører den.</source>
        <translation>Nobody is responsible for the intervention, and it does not say who carries it out.</translation>
    </message>
    <message>
        <source>Ingen er ansvarlig.</source>
        <translation>Nobody is responsible.</translation>
    </message>
    <message>
        <source>Ingen har sagt, om den er holdt.</source>
        <translation>Nobody has said whether it was kept.</translation>
    </message>
    <message>
        <source>Ingen har skrevet, at {name} har sagt ja.</source>
        <translation>Nobody has written that {name} said yes.</translation>
    </message>
    <message>
        <source>Ingen ser til aftalen, så ingen ved, om det er deres tur.</source>
        <translation>Nobody sees to the agreement, so nobody knows whether it is their turn.</translation>
    </message>
    <message>
        <source>Marker som holdt</source>
        <translation>Mark as kept</translation>
    </message>
    <message>
        <source>Mere end en uges timer</source>
        <translation>More hours than a week</translation>
    </message>
    <message>
        <source>Modarbejder et mål</source>
        <translation>Works against a goal</translation>
    </message>
    <message>
        <source>Ny siden sidst</source>
        <translation>New since last time</translation>
    </message>
    <message>
        <source>Over fristen</source>
        <translation>Overdue</translation>
    </message>
    <message>
        <source>Ret tiden i planen</source>
        <translation>Change the time in the plan</translation>
    </message>
    <message>
        <source>Samme timer to gange</source>
        <translation>The same hours twice</translation>
    </message>
    <message>
        <source>Se begge versioner</source>
        <translation>See both versions</translation>
    </message>
    <message>
        <source>Se det i planen</source>
        <translation>See it in the plan</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>Seen</translation>
    </message>
    <message>
        <source>Skrevet af {name}.</source>
        <translation>Written by {name}.</translation>
    </message>
    <message>
        <source>Skrevet {day}.</source>
        <translation>Written {day}.</translation>
    </message>
    <message>
        <source>Tavlen har intet at fortælle nu.</source>
        <translation>The board has nothing to tell now.</translation>
    </message>
    <message>
        <source>To mål trækker hver sin vej</source>
        <translation>Two goals pull apart</translation>
    </message>
    <message>
        <source>To møder for tæt</source>
        <translation>Two meetings too close</translation>
    </message>
    <message>
        <source>To møder på samme tid</source>
        <translation>Two meetings at once</translation>
    </message>
    <message>
        <source>Uden titel</source>
        <translation>No title</translation>
    </message>
    <message>
        <source>Vælg ansvarlig</source>
        <translation>Choose who is responsible</translation>
    </message>
    <message>
        <source>{count} mere i «Gør klar til møde»</source>
        <translation>{count} more in “Prepare meeting”</translation>
    </message>
    <message>
        <source>{field}: «{words}» – {author}, {at}.</source>
        <translation>{field}: “{words}” – {author}, {at}.</translation>
    </message>
    <message>
        <source>{name} blev ansvarlig på mødet {day} uden at være med.</source>
        <translation>{name} was made responsible at the meeting on {day} without being there.</translation>
    </message>
    <message>
        <source>{name} gør det.</source>
        <translation>{name} does it.</translation>
    </message>
    <message>
        <source>{name} har sagt ja</source>
        <translation>{name} has said yes</translation>
    </message>
    <message>
        <source>{name} har sagt ja til «{title}».</source>
        <translation>{name} has said yes to “{title}”.</translation>
    </message>
    <message>
        <source>{title}: det, du skrev, blev ikke godkendt.</source>
        <translation>{title}: what you wrote was not accepted.</translation>
    </message>
    <message>
        <source>{title}: {name} har ikke svaret.</source>
        <translation>{title}: {name} has not answered.</translation>
    </message>
    <message>
        <source>{title}: {words} siden sidst.</source>
        <translation>{title}: {words} since last time.</translation>
    </message>
    <message>
        <source>{words}: «{title}». {why}</source>
        <translation>{words}: “{title}”. {why}</translation>
    </message>
    <message>
        <source>«{title}» blev ikke holdt.</source>
        <translation>“{title}” was not kept.</translation>
    </message>
    <message>
        <source>«{title}» er flyttet til {day}.</source>
        <translation>“{title}” was moved to {day}.</translation>
    </message>
    <message>
        <source>«{title}» er holdt.</source>
        <translation>“{title}” was kept.</translation>
    </message>
    <message>
        <source>«{title}» og «{other}» er på samme tid.</source>
        <translation>“{title}” and “{other}” are at the same time.</translation>
    </message>
    <message>
        <source>«{title}» og «{other}» tager de samme timer.</source>
        <translation>“{title}” and “{other}” take the same hours.</translation>
    </message>
    <message>
        <source>«{title}»: {day} til {ends}, {place}.</source>
        <translation>“{title}”: {day} to {ends}, {place}.</translation>
    </message>
    <message>
        <source>«{title}»: {day} til {ends}.</source>
        <translation>“{title}”: {day} to {ends}.</translation>
    </message>
    <message>
        <source>«{title}»: {hours} timer om ugen.</source>
        <translation>“{title}”: {hours} hours a week.</translation>
    </message>
    <message>
        <source>«{title}»: {when}, for at nå «{goal}».</source>
        <translation>“{title}”: {when}, to reach “{goal}”.</translation>
    </message>
    <message>
        <source>«{title}»: {when}.</source>
        <translation>“{title}”: {when}.</translation>
    </message>
    <message>
        <source>Ændret siden sidst</source>
        <translation>Changed since last time</translation>
    </message>
</context>
<context>
    <name>toast</name>
    <message>
        <source>Fortryd</source>
        <translation>Undo</translation>
    </message>
</context>
<context>
    <name>today</name>
    <message>
        <source>Afgør</source>
        <translation>Settle</translation>
    </message>
    <message>
        <source>De næste dage</source>
        <translation>The coming days</translation>
    </message>
    <message>
        <source>Hele dagen</source>
        <translation>All day</translation>
    </message>
    <message>
        <source>Her er ingen borgere endnu. Opret en, eller hent dem fra en fil.</source>
        <translation>There are no citizens here yet. Create one, or fetch them from a file.</translation>
    </message>
    <message>
        <source>I dag</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>I dag, {weekday} {day}</source>
        <translation>Today, {weekday} {day}</translation>
    </message>
    <message>
        <source>Ikke godkendt</source>
        <translation>Not accepted</translation>
    </message>
    <message>
        <source>Ingen møder i dag.</source>
        <translation>No meetings today.</translation>
    </message>
    <message>
        <source>Intet er aftalt til de næste 14 dage.</source>
        <translation>Nothing is agreed for the next 14 days.</translation>
    </message>
    <message>
        <source>Intet venter på dig.</source>
        <translation>Nothing is waiting for you.</translation>
    </message>
    <message>
        <source>Kom efter et skift</source>
        <translation>Came after a change of hands</translation>
    </message>
    <message>
        <source>Møder</source>
        <translation>Meetings</translation>
    </message>
    <message>
        <source>Opret den første borger</source>
        <translation>Create the first citizen</translation>
    </message>
    <message>
        <source>Se det</source>
        <translation>See it</translation>
    </message>
    <message>
        <source>Se hvorfor</source>
        <translation>See why</translation>
    </message>
    <message>
        <source>Senest åbnet</source>
        <translation>Opened lately</translation>
    </message>
    <message>
        <source>Skal gøres i dag</source>
        <translation>To be done today</translation>
    </message>
    <message>
        <source>Skulle være gjort</source>
        <translation>Should have been done</translation>
    </message>
    <message>
        <source>Start møde</source>
        <translation>Start meeting</translation>
    </message>
    <message>
        <source>Start møde med {name}</source>
        <translation>Start the meeting with {name}</translation>
    </message>
    <message>
        <source>To versioner</source>
        <translation>Two versions</translation>
    </message>
    <message>
        <source>Venter på dig</source>
        <translation>Waiting for you</translation>
    </message>
    <message>
        <source>{day} kl. {time}</source>
        <translation>{day} at {time}</translation>
    </message>
    <message>
        <source>{name} · {day}</source>
        <translation>{name} · {day}</translation>
    </message>
    <message>
        <source>{name} · {place}</source>
        <translation>{name} · {place}</translation>
    </message>
    <message>
        <source>{title} · {count}</source>
        <translation>{title} · {count}</translation>
    </message>
    <message>
        <source>Åbn</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Åbn {name}</source>
        <translation>Open {name}</translation>
    </message>
</context>
<context>
    <name>tool</name>
    <message>
        <source>Aftale</source>
        <translation>Agreement</translation>
    </message>
    <message>
        <source>Aktør</source>
        <translation>Actor</translation>
    </message>
    <message>
        <source>Forbind</source>
        <translation>Connect</translation>
    </message>
    <message>
        <source>Fortryd</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>Gentag</source>
        <translation>Redo</translation>
    </message>
    <message>
        <source>Kort</source>
        <translation>Card</translation>
    </message>
    <message>
        <source>Mere</source>
        <translation>More</translation>
    </message>
    <message>
        <source>Mål</source>
        <translation>Goal</translation>
    </message>
    <message>
        <source>Pen</source>
        <translation>Pen</translation>
    </message>
    <message>
        <source>Ramme</source>
        <translation>Frame</translation>
    </message>
    <message>
        <source>Ryd op</source>
        <translation>Tidy up</translation>
    </message>
    <message>
        <source>Tekst</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Viskelæder</source>
        <translation>Eraser</translation>
    </message>
    <message>
        <source>Vælg</source>
        <translation>Select</translation>
    </message>
    <message>
        <source>Værktøjer</source>
        <translation>Tools</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Zoom</translation>
    </message>
</context>
<context>
    <name>underlay</name>
    <message>
        <source>Billedet er for stort. Gem det mindre, og prøv igen.</source>
        <translation>The picture is too large. Save it smaller and try again.</translation>
    </message>
    <message>
        <source>Billedet kan ikke lægges på tavlen. Gem det som JPEG, og prøv igen.</source>
        <translation>The picture cannot be laid on the board. Save it as JPEG and try again.</translation>
    </message>
    <message>
        <source>Billedet kan ikke læses. Gem det som JPEG eller PNG, og prøv igen.</source>
        <translation>The picture cannot be read. Save it as JPEG or PNG and try again.</translation>
    </message>
</context>
<context>
    <name>undo</name>
    <message>
        <source>Der er ikke mere at fortryde.</source>
        <translation>There is nothing more to undo.</translation>
    </message>
    <message>
        <source>Der er ikke mere at gentage.</source>
        <translation>There is nothing more to redo.</translation>
    </message>
    <message>
        <source>Det, andre har ændret siden, står, som det er.</source>
        <translation>What others have changed since stays as it is.</translation>
    </message>
    <message>
        <source>Det, andre har ændret siden, står: {titles}.</source>
        <translation>What others have changed since stays as it is: {titles}.</translation>
    </message>
    <message>
        <source>Det, der kun kan skrives én gang, står. Slet det hele, hvis det er forkert.</source>
        <translation>What can be written only once stands. Delete the whole if it is wrong.</translation>
    </message>
    <message>
        <source>Fortrudt: {act}.</source>
        <translation>Undone: {act}.</translation>
    </message>
    <message>
        <source>Gentaget: {act}.</source>
        <translation>Redone: {act}.</translation>
    </message>
</context>
<context>
    <name>unlock</name>
    <message>
        <source>Adgangssætning</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>Brug PIN-koden</source>
        <translation>Use the PIN</translation>
    </message>
    <message>
        <source>Brug adgangssætningen</source>
        <translation>Use the passphrase</translation>
    </message>
    <message>
        <source>Denne pc er meldt tabt. Nøglerne og planerne, der lå her, er slettet. Er pc&apos;en fundet igen, så spørg jeres administrator, og begynd forfra.</source>
        <translation>This PC was reported lost. The keys and plans that lay here are deleted. If the PC is found again, ask your administrator, and begin anew.</translation>
    </message>
    <message>
        <source>Din adgangskode til serveren</source>
        <translation>Your password for the server</translation>
    </message>
    <message>
        <source>Forny og lås op</source>
        <translation>Renew and unlock</translation>
    </message>
    <message>
        <source>God aften</source>
        <translation>Good evening</translation>
    </message>
    <message>
        <source>God eftermiddag</source>
        <translation>Good afternoon</translation>
    </message>
    <message>
        <source>God formiddag</source>
        <translation>Good morning</translation>
    </message>
    <message>
        <source>Godmorgen</source>
        <translation>Good morning</translation>
    </message>
    <message>
        <source>Hej</source>
        <translation>Hello</translation>
    </message>
    <message>
        <source>Lås op</source>
        <translation>Unlock</translation>
    </message>
    <message>
        <source>Låser op …</source>
        <translation>Unlocking …</translation>
    </message>
    <message>
        <source>Offline-adgang gælder til {day}.{month}. kl. {time}.</source>
        <translation>Offline access lasts until {day}/{month} at {time}.</translation>
    </message>
    <message>
        <source>Offline-adgangen er udløbet. Skriv din adgangskode til serveren for at forny den; det usendte bliver stadig afleveret.</source>
        <translation>Your offline access has ended. Write your password for the server to renew it; what is unsent is still delivered.</translation>
    </message>
    <message>
        <source>PIN-kode</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>Server: {server}. Bruger: {user}.</source>
        <translation>Server: {server}. User: {user}.</translation>
    </message>
    <message>
        <source>Skriv din adgangssætning for at låse op.</source>
        <translation>Write your passphrase to unlock.</translation>
    </message>
    <message>
        <source>Velkommen</source>
        <translation>Welcome</translation>
    </message>
    <message>
        <source>{greeting}, {name}</source>
        <translation>{greeting}, {name}</translation>
    </message>
</context>
<context>
    <name>value</name>
    <message>
        <source>(tomt)</source>
        <translation>(empty)</translation>
    </message>
    <message>
        <source>Ja</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>Nej</source>
        <translation>No</translation>
    </message>
    <message>
        <source>kl. {time}</source>
        <translation>at {time}</translation>
    </message>
</context>
<context>
    <name>veil</name>
    <message>
        <source>Skærmen er skjult. F9 viser den igen.</source>
        <translation>The screen is hidden. F9 shows it again.</translation>
    </message>
</context>
<context>
    <name>verify</name>
    <message>
        <source>Alt er, som det skal være.</source>
        <translation>Everything is as it should be.</translation>
    </message>
    <message>
        <source>Det viste svarer ikke til det gemte.</source>
        <translation>What is shown does not match what is saved.</translation>
    </message>
    <message>
        <source>En liste svarer ikke til det viste.</source>
        <translation>A list does not match what is shown.</translation>
    </message>
    <message>
        <source>En oplysning svarer ikke til historikken.</source>
        <translation>A piece of information does not match the history.</translation>
    </message>
    <message>
        <source>En underskrift passer ikke.</source>
        <translation>A signature does not fit.</translation>
    </message>
    <message>
        <source>En vedhæftet fil er beskadiget.</source>
        <translation>An attached file is damaged.</translation>
    </message>
    <message>
        <source>Filens sider er beskadiget.</source>
        <translation>The pages of the file are damaged.</translation>
    </message>
    <message>
        <source>Historikken hænger ikke sammen.</source>
        <translation>The history does not hang together.</translation>
    </message>
    <message>
        <source>Planens historik på denne pc indeholder ikke udskriften.</source>
        <translation>The history of the plan on this PC does not contain the print.</translation>
    </message>
    <message>
        <source>Søgningen svarer ikke til det viste.</source>
        <translation>The search does not match what is shown.</translation>
    </message>
    <message>
        <source>Udskriften er ægte: planen så sådan ud ved version {version} og {count} ændringer derefter.</source>
        <translation>The print is genuine: the plan looked like this at version {version} and {count} changes after it.</translation>
    </message>
    <message>
        <source>{count} af dem har kun en del af historikken her; resten ligger på serveren.</source>
        <translation>{count} of them have only part of the history here; the rest is on the server.</translation>
    </message>
    <message>
        <source>{records} oplysninger, {changes} ændringer og {streams} planer og lister er set igennem.</source>
        <translation>{records} pieces of information, {changes} changes and {streams} plans and lists have been looked through.</translation>
    </message>
</context>
<context>
    <name>visit</name>
    <message>
        <source>Borgeren er her</source>
        <translation>The citizen is here</translation>
    </message>
    <message>
        <source>Det hentes nu og står under «Borgere» til kl. {time}.</source>
        <translation>It is being fetched and is listed under “Citizens” until {time}.</translation>
    </message>
    <message>
        <source>Hvad vil borgeren have hjælp til?</source>
        <translation>What does the citizen want help with?</translation>
    </message>
    <message>
        <source>Sidder borgeren hos dig og har selv sagt sit nummer, kan I sammen se det, borgeren må se af sin plan. Det bliver logget med dit navn og jeres ærinde og lukker af sig selv.</source>
        <translation>If the citizen is with you and has told you the number, you can look together at what the citizen may see of the plan. It is logged with your name and your errand, and closes by itself.</translation>
    </message>
    <message>
        <source>Åbn det, borgeren må se</source>
        <translation>Open what the citizen may see</translation>
    </message>
</context>
<context>
    <name>weekday</name>
    <message>
        <source>fredag</source>
        <translation>Friday</translation>
    </message>
    <message>
        <source>lørdag</source>
        <translation>Saturday</translation>
    </message>
    <message>
        <source>mandag</source>
        <translation>Monday</translation>
    </message>
    <message>
        <source>onsdag</source>
        <translation>Wednesday</translation>
    </message>
    <message>
        <source>søndag</source>
        <translation>Sunday</translation>
    </message>
    <message>
        <source>tirsdag</source>
        <translation>Tuesday</translation>
    </message>
    <message>
        <source>torsdag</source>
        <translation>Thursday</translation>
    </message>
</context>
<context>
    <name>wrong citizen</name>
    <message>
        <source>Behold</source>
        <translation>Keep it</translation>
    </message>
    <message>
        <source>Databeskyttelsesrådgiveren kan se, at der er fjernet noget, men ikke hvad.</source>
        <translation>The data protection officer can see that something was removed, but not what.</translation>
    </message>
    <message>
        <source>Der står andet på «{title}», så kortet kan ikke flyttes. Fjern kun dit eget.</source>
        <translation>«{title}» says other things too, so the card cannot be moved. Remove only what is yours.</translation>
    </message>
    <message>
        <source>Det er fjernet her og flyttet. Resten sker ved næste kontakt med serveren.</source>
        <translation>It is removed here and moved. The rest happens at the next contact with the server.</translation>
    </message>
    <message>
        <source>Det er fjernet her. Resten sker ved næste kontakt med serveren.</source>
        <translation>It is removed here. The rest happens at the next contact with the server.</translation>
    </message>
    <message>
        <source>Det, du har skrevet på «{title}» de sidste 30 minutter, fjernes helt, også hos serveren og kolleger. Det, der stod før, kommer frem igen. Det kan ikke fortrydes.</source>
        <translation>What you wrote on «{title}» in the last 30 minutes is removed for good, on the server and with colleagues too. What stood before comes back. It cannot be undone.</translation>
    </message>
    <message>
        <source>Du har ikke skrevet på «{title}» de sidste 30 minutter. Slet kortet i stedet.</source>
        <translation>You have not written on «{title}» in the last 30 minutes. Delete the card instead.</translation>
    </message>
    <message>
        <source>Fjern</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>Fjern og flyt</source>
        <translation>Remove and move</translation>
    </message>
    <message>
        <source>Flyt det til</source>
        <translation>Move it to</translation>
    </message>
    <message>
        <source>Forkert borger</source>
        <translation>Wrong citizen</translation>
    </message>
    <message>
        <source>Forkert borger …</source>
        <translation>Wrong citizen …</translation>
    </message>
    <message>
        <source>Ingen – fjern det kun</source>
        <translation>Nobody – only remove it</translation>
    </message>
    <message>
        <source>Luk</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>«{title}» fjernes helt, her med det samme og hos serveren og kolleger, så snart der er forbindelse. Det kan ikke fortrydes.</source>
        <translation>«{title}» is removed for good: here at once, on the server and with colleagues as soon as there is a connection. It cannot be undone.</translation>
    </message>
</context>
</TS>
